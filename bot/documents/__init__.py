"""Papers and pictures: templates that typst sets, with the fonts that are shipped beside them."""
