"""What is stored: tables, queries, migrations, and the reference tables shipped with the product."""
