"""Target swift: a package for SwiftPM."""
