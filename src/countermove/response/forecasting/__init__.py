"""What is likely next: models of counts and of partners over one record, with the past that carries each number."""
