// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// Turns mtrace's `object:(symbol+offset)[0xaddress]` into what people read: `symbol+0xoffset
/// (object)`, or `object+0xaddress` without a symbol.
final class MtracePlace {
  private MtracePlace() {}

  static String describe(String place) {
    int bracket = place.lastIndexOf('[');
    if (bracket < 0) {
      return place;
    }
    String address = place.substring(bracket + 1, place.length() - 1);
    String before = place.substring(0, bracket);
    int symbol = before.endsWith(")") ? before.lastIndexOf('(') : -1;
    String object = fileName(withoutColon(symbol < 0 ? before : before.substring(0, symbol)));
    if (symbol < 0) {
      return object.isEmpty() ? address : object + "+" + address;
    }
    String function = withHexOffset(before.substring(symbol + 1, before.length() - 1));
    return object.isEmpty() ? function : function + " (" + object + ")";
  }

  private static String withoutColon(String object) {
    return object.endsWith(":") ? object.substring(0, object.length() - 1) : object;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// mtrace writes `symbol+1c`, meaning 0x1c.
  private static String withHexOffset(String symbol) {
    int sign = Math.max(symbol.lastIndexOf('+'), symbol.lastIndexOf('-'));
    return sign < 0 ? symbol : symbol.substring(0, sign + 1) + "0x" + symbol.substring(sign + 1);
  }
}
