"""What a spaCy Doc of characters costs, beside reading the plain text: the figures of decision 5.

`python -m bench.language [--characters N]`
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

from bench.output import print_result, print_table

SENTENCE = "青禾县水利局局长闻人朔来到闻溪村，查看水渠。"
IMPORT = "import time; t = time.perf_counter(); import spacy; print(time.perf_counter() - t)"


def measure_peak() -> int:
    """Return the highest memory of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Print what a Doc takes in time and memory, and what reading takes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000)
    number = parser.parse_args().characters
    imported = float(subprocess.run([sys.executable, "-c", IMPORT], check=True, capture_output=True, text=True).stdout)
    from nlp.language import make_language
    from nlp.reader import Reader

    text = SENTENCE * (number // len(SENTENCE))
    language, reader = make_language(), Reader()
    language.make_doc(SENTENCE)
    reader.read("", SENTENCE)
    before, started = measure_peak(), time.process_time()
    doc = language.make_doc(text)
    made = time.process_time() - started
    memory = (measure_peak() - before) / len(doc)
    part = SENTENCE * 500
    started = time.process_time()
    reader.read("", part)
    read = time.process_time() - started
    figures = {
        "spacy_import_s": round(imported, 2),
        "doc_characters_per_s": round(len(doc) / made),
        "doc_bytes_per_character": round(memory),
        "reading_characters_per_s": round(len(part) / read),
    }
    print_table("spaCy", ("figure", "value"), list(figures.items()))
    print_result({"bench": "language", "characters": len(doc), **figures})


if __name__ == "__main__":
    main()
