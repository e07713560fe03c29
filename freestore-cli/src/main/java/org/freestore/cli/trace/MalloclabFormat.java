// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// The `.rep` files of CMU's malloc lab.
///
/// ```
/// 20000        heap size, number of ids, number of operations, weight: four numbers, none of them
/// 2            needed here
/// 4
/// 1
/// a 0 512      allocate block 0
/// r 0 640      reallocate it
/// f 0          free it; -1 is free(NULL)
/// ```
///
/// `a` without a size, as alaska.rep has it, counts as size 0; `r` of a block that does not exist
/// allocates it, as realloc(NULL) does.
final class MalloclabFormat implements LineFormat {
  private static final int HEADER_NUMBERS = 4;
  private static final String ID = "a block's number";
  private static final String BYTES = "a size in bytes";

  private int headerNumbers;

  @Override
  public TraceFormat format() {
    return TraceFormat.MALLOCLAB;
  }

  @Override
  public Outcome parse(LineCursor line, TraceEvent event) {
    line.skipBlanks();
    if (line.atEnd()) {
      return Outcome.NOTHING;
    }
    if (headerNumbers < HEADER_NUMBERS) {
      header(line);
      return Outcome.NOTHING;
    }
    event.at(0, TraceEvent.NO_SITE);
    operation(line, event);
    line.finish("end of line");
    return Outcome.EVENT;
  }

  private void header(LineCursor line) {
    while (!line.atEnd() && headerNumbers < HEADER_NUMBERS) {
      line.decimal("one of the " + HEADER_NUMBERS + " numbers of a malloclab header");
      line.skipBlanks();
      headerNumbers++;
    }
    line.finish("end of line after the header");
  }

  private static void operation(LineCursor line, TraceEvent event) {
    if (line.skip("a ")) {
      long id = line.decimal(ID);
      line.skipBlanks();
      event.malloc(id, line.atEnd() ? 0 : line.decimal(BYTES));
    } else if (line.skip("r ")) {
      long id = line.decimal(ID);
      line.blank(BYTES);
      event.realloc(id, id, line.decimal(BYTES));
    } else if (line.skip("f -1")) {
      event.freeNull();
    } else if (line.skip("f ")) {
      event.free(line.decimal(ID));
    } else {
      throw line.malformed("a malloclab operation (a, r or f)");
    }
  }
}
