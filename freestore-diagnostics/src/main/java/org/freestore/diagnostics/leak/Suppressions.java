// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.freestore.diagnostics.snapshot.Site;

/// Leaks that are known and not to be reported, in LeakSanitizer's format: a line each.
///
/// ```
/// # what the logging library keeps
/// leak:org.example.log.
/// leak:Cache.java
/// leak:^org.example.Pool.fill$
/// ```
///
/// A template matches a leak if it is found in a frame of its site (as `package.Class.method`, in
/// the name of the file, of the file with its line, `Cache.java:12`, or of the module) or in the
/// name of its type. `*` stands for anything, `^` and `$` for the beginning and the end. What only
/// suppressed blocks lead to is suppressed with them.
///
/// @param templates without `leak:`
public record Suppressions(List<String> templates) {
  private static final String PREFIX = "leak:";

  /// Suppresses nothing.
  public static final Suppressions NONE = new Suppressions(List.of());

  /// Copies the list.
  public Suppressions {
    templates = List.copyOf(templates);
  }

  /// Reads templates.
  ///
  /// @param text in LeakSanitizer's format
  /// @throws IllegalArgumentException if a line is neither empty, a comment, nor `leak:` and a
  ///   template: the message has its number
  public static Suppressions parse(String text) {
    List<String> templates = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      if (!content.startsWith(PREFIX) || content.length() == PREFIX.length()) {
        throw new IllegalArgumentException(
            "not a suppression: line=" + number + " text=" + content + "; write leak:TEMPLATE");
      }
      templates.add(content.substring(PREFIX.length()));
    }
    return new Suppressions(templates);
  }

  /// Reads templates from a file.
  ///
  /// @throws IllegalArgumentException as [#parse(String)]
  /// @throws UncheckedIOException if it cannot be read
  public static Suppressions read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("suppressions cannot be read: file=" + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + " file=" + file, e);
    }
  }

  /// Returns these and others.
  public Suppressions and(Suppressions others) {
    List<String> all = new ArrayList<>(templates);
    all.addAll(others.templates);
    return new Suppressions(all);
  }

  /// Returns the first template that matches.
  ///
  /// @param typeName empty for what has no type
  public Optional<String> match(String typeName, Site site) {
    for (String template : templates) {
      Pattern pattern = pattern(template);
      if ((!typeName.isEmpty() && pattern.matcher(typeName).find())
          || site.frames().stream().anyMatch(frame -> matches(pattern, frame))) {
        return Optional.of(template);
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Pattern pattern, StackTraceElement frame) {
    return pattern.matcher(frame.getClassName() + "." + frame.getMethodName()).find()
        || (frame.getFileName() != null
            && (pattern.matcher(frame.getFileName()).find()
                || pattern.matcher(frame.getFileName() + ":" + frame.getLineNumber()).find()))
        || (frame.getModuleName() != null && pattern.matcher(frame.getModuleName()).find());
  }

  private static Pattern pattern(String template) {
    boolean begins = template.startsWith("^");
    boolean ends = template.endsWith("$");
    String middle = template.substring(begins ? 1 : 0, template.length() - (ends ? 1 : 0));
    StringBuilder regex = new StringBuilder(begins ? "^" : "");
    for (String part : middle.split("\\*", -1)) {
      regex.append(regex.length() > (begins ? 1 : 0) ? ".*" : "").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.append(ends ? "$" : "").toString());
  }
}
