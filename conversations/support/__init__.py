"""What is granted: teams of advisors, and the repayable advance."""
