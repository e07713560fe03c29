// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records in a file, each table with the names of its columns: a reader that has more components
/// than the file gives them zero, one that has fewer passes over the rest.
///
/// ```
///   table   │ columns │ name, kind │ ... │ rows │ value │ value │ ... │
/// ```
///
/// Components are numbers, booleans, texts, enums, instants, or lists of records, which are tables
/// again.
final class RecordFormat {
  private static final int MOST_PRINTED = 40;

  private enum Kind {
    NUMBER,
    FRACTION,
    TEXT,
    INSTANT,
    TABLE;

    static Kind of(Class<?> type) {
      if (type == long.class || type == int.class || type == boolean.class) {
        return NUMBER;
      }
      if (type == double.class) {
        return FRACTION;
      }
      if (type == String.class || type.isEnum()) {
        return TEXT;
      }
      if (type == Instant.class) {
        return INSTANT;
      }
      if (type == List.class || type.isRecord()) {
        return TABLE;
      }
      throw new IllegalArgumentException("no way to write it: class=" + type.getName());
    }
  }

  /// A column of a file's table.
  private record Column(String name, Kind kind) {}

  private RecordFormat() {}

  static void write(DataOutput out, Class<? extends Record> type, List<? extends Record> rows)
      throws IOException {
    RecordComponent[] components = type.getRecordComponents();
    FileNumbers.write(out, components.length);
    for (RecordComponent component : components) {
      FileNumbers.write(out, component.getName());
      FileNumbers.write(out, Kind.of(component.getType()).name());
    }
    FileNumbers.write(out, rows.size());
    for (Record row : rows) {
      for (RecordComponent component : components) {
        write(out, component, value(row, component));
      }
    }
  }

  private static Object value(Record row, RecordComponent component) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void write(DataOutput out, RecordComponent component, Object value)
      throws IOException {
    switch (value) {
      case Long number -> FileNumbers.write(out, number);
      case Integer number -> FileNumbers.write(out, number);
      case Boolean truth -> FileNumbers.write(out, truth ? 1 : 0);
      case Double fraction -> out.writeDouble(fraction);
      case String text -> FileNumbers.write(out, text);
      case Enum<?> constant -> FileNumbers.write(out, constant.name());
      case Instant at -> {
        FileNumbers.write(out, at.getEpochSecond());
        FileNumbers.write(out, at.getNano());
      }
      case Record row -> write(out, row.getClass(), List.of(row));
      case List<?> list -> write(out, elementType(component), records(list));
      default -> throw new IllegalArgumentException("no way to write it: " + component);
    }
  }

  @SuppressWarnings("unchecked") // the component says so
  private static Class<? extends Record> elementType(RecordComponent component) {
    String text = component.getGenericType().getTypeName();
    String name = text.substring(text.indexOf('<') + 1, text.length() - 1);
    ClassLoader loader = component.getDeclaringRecord().getClassLoader();
    try {
      return (Class<? extends Record>) Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("cannot find the elements of " + component, e);
    }
  }

  private static List<Record> records(List<?> list) {
    return list.stream().map(Record.class::cast).toList();
  }

  static <R extends Record> List<R> read(DataInput in, Class<R> type) throws IOException {
    List<Column> columns = new ArrayList<>();
    int width = FileNumbers.readCount(in);
    for (int i = 0; i < width; i++) {
      columns.add(new Column(FileNumbers.readText(in), kind(FileNumbers.readText(in))));
    }
    int count = FileNumbers.readCount(in);
    if (columns.isEmpty() && count > 0) { // they would take no bytes, and so never end
      throw new MalformedException("rows without columns: rows=" + count);
    }
    List<R> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(readRow(in, type, columns));
    }
    return rows;
  }

  private static Kind kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new MalformedException("unknown kind of column " + printable(name));
  }

  /// What is damaged may have anything in it, which no terminal should obey.
  private static String printable(String text) {
    String start = text.length() > MOST_PRINTED ? text.substring(0, MOST_PRINTED) + "..." : text;
    return start.replaceAll("\\P{Print}", "?");
  }

  private static <R extends Record> R readRow(DataInput in, Class<R> type, List<Column> columns)
      throws IOException {
    Map<String, RecordComponent> known = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(component.getName(), component);
    }
    Map<String, Object> values = new HashMap<>();
    for (Column column : columns) {
      RecordComponent component = known.get(column.name());
      boolean fits = component != null && Kind.of(component.getType()) == column.kind();
      Object value = read(in, column.kind(), fits ? component : null);
      if (fits) {
        values.put(column.name(), value);
      }
    }
    return make(type, values);
  }

  private static Object read(DataInput in, Kind kind, @Nullable RecordComponent component)
      throws IOException {
    return switch (kind) {
      case NUMBER -> FileNumbers.readNumber(in);
      case FRACTION -> in.readDouble();
      case TEXT -> FileNumbers.readText(in);
      case INSTANT -> Instant.ofEpochSecond(FileNumbers.readNumber(in), FileNumbers.readNumber(in));
      case TABLE -> readTable(in, component);
    };
  }

  private static Object readTable(DataInput in, @Nullable RecordComponent component)
      throws IOException {
    if (component == null) {
      return read(in, Nothing.class);
    }
    if (component.getType() == List.class) {
      return read(in, elementType(component));
    }
    List<? extends Record> rows = read(in, component.getType().asSubclass(Record.class));
    if (rows.size() != 1) {
      throw new MalformedException(component.getName() + " has " + rows.size() + " rows");
    }
    return rows.getFirst();
  }

  /// Takes the place of records that this version does not know.
  private record Nothing() {}

  private static <R extends Record> R make(Class<R> type, Map<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      arguments[i] = as(types[i], values.get(components[i].getName()));
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new MalformedException(type.getSimpleName() + " cannot be: " + values, e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // checked by the kind of the column
  private static Object as(Class<?> type, @Nullable Object value) {
    if (type == boolean.class) {
      return value != null && (long) value != 0;
    }
    if (type == int.class) {
      return value == null ? 0 : Math.toIntExact((long) value);
    }
    if (type == long.class) {
      return value == null ? 0L : value;
    }
    if (type == double.class) {
      return value == null ? 0.0 : value;
    }
    if (type == String.class) {
      return value == null ? "" : value;
    }
    if (type == List.class) {
      return value == null ? List.of() : value;
    }
    if (value == null) {
      throw new MalformedException("no " + type.getSimpleName());
    }
    return type.isEnum() ? Enum.valueOf((Class) type, (String) value) : value;
  }
}
