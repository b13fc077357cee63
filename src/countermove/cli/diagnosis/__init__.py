"""What ``countermove doctor`` looks at: one file for each thing."""
