"""What answers mean: levels with likely ranges, gaps, match, judgement, calibration and answer quality. Pure."""
