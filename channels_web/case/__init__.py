"""What a person is told of their case: plain data in their language, which the templates lay out."""
