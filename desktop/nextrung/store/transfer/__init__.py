"""The data file: everything a person keeps as one documented file, written whole and read with suspicion.

``tables`` lists what is in it, ``limits`` how large it may be; ``writing`` makes one, ``reading`` checks one and puts
its rows aside, ``merging`` says what taking them in would change and does it. ``assets/help/data-file.md`` describes
the format for people.
"""
