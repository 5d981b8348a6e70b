"""The charts. Only this room knows the plotting library, and it is imported when the first chart is shown."""
