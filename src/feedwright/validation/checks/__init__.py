"""What tables cannot say: functions that look at several elements together, each beside the rules it knows."""
