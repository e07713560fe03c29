// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads sizes such as `4096`, `64K`, `2G`: powers of 1024.
final class ByteSize implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KMGT]?)(I?B)?");
  private static final String UNITS = "KMGT";
  private static final int UNIT_BITS = 10;

  @Override
  public Long convert(String text) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not a size such as 4096, 64K or 2G");
    }
    long number = Long.parseLong(matcher.group(1));
    int shift = matcher.group(2).isEmpty() ? 0 : UNIT_BITS * (UNITS.indexOf(matcher.group(2)) + 1);
    if (number > Long.MAX_VALUE >> shift) {
      throw new TypeConversionException("'" + text + "' is too large");
    }
    return number << shift;
  }
}
