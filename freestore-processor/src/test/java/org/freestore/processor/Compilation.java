// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.freestore.StructObject;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What the compiler makes of some sources, with the processor; nothing touches the disk.
final class Compilation {
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:interface|class|enum|record|@interface) (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("\\bpackage ([\\w.]+);");

  private static final String SEPARATOR = File.pathSeparator;

  private final List<Diagnostic<? extends JavaFileObject>> diagnostics;
  private final Map<String, String> sources;
  private final Map<String, byte[]> classes;
  private final Map<String, List<String>> originating;

  private Compilation(List<Diagnostic<? extends JavaFileObject>> diagnostics, Files files) {
    this.diagnostics = diagnostics;
    this.sources = new TreeMap<>();
    this.classes = new TreeMap<>();
    this.originating = files.originating;
    files.written.forEach((name, file) -> {
      if (file.getKind() == JavaFileObject.Kind.SOURCE) {
        sources.put(name, file.bytes.toString(StandardCharsets.UTF_8));
      } else {
        classes.put(name, file.bytes.toByteArray());
      }
    });
  }

  /// Compiles sources, each named after the first type in it, in the package `test` unless they say
  /// otherwise, with every class of `org.freestore` imported.
  static Compilation of(List<String> sources, String... options) {
    return of(Map.of(), sources, options);
  }

  /// The same with classes of an earlier compilation on the class path.
  static Compilation of(Map<String, byte[]> library, List<String> sources, String... options) {
    return of(library, List.of(), sources, options);
  }

  /// The same with other processors beside ours.
  static Compilation of(
      Map<String, byte[]> library,
      List<Processor> others,
      List<String> sources,
      String... options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StandardJavaFileManager standard =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
    Files files = new Files(standard, library);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-parameters"); // or names in class files would not be those of the sources
    if (!all.contains("-classpath")) {
      all.addAll(List.of("-classpath", library() + SEPARATOR + nullAnnotations()));
    }
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            new StringWriter(),
            files,
            diagnostics,
            all,
            null,
            sources.stream().map(Compilation::source).toList());
    List<Processor> processors = new ArrayList<>(List.of(new StructProcessor()));
    processors.addAll(others);
    task.setProcessors(processors);
    task.setLocale(Locale.ROOT);
    task.call();
    return new Compilation(diagnostics.getDiagnostics(), files);
  }

  /// Returns where the null annotations are.
  static Path nullAnnotations() {
    return location(NullMarked.class);
  }

  /// Returns where the run-time library is.
  static Path library() {
    return location(StructObject.class);
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JavaFileObject source(String text) {
    if (text.startsWith("module ")) {
      return new Source("module-info", text);
    }
    Matcher type = TYPE.matcher(text);
    if (!type.find()) {
      throw new IllegalArgumentException("no type in: " + text);
    }
    Matcher in = PACKAGE.matcher(text);
    String packageName = in.find() ? in.group(1) : "test";
    String header = in.reset().find() ? "" : "package test; ";
    String imports = text.contains("import org.freestore") ? "" : "import org.freestore.*; ";
    String complete = header.isEmpty() ? text : header + imports + text;
    return new Source(packageName.replace('.', '/') + "/" + type.group(1), complete);
  }

  /// Returns the messages of a kind, with their lines: `3: Car.speed: ...`.
  List<String> messages(Diagnostic.Kind kind) {
    return diagnostics.stream()
        .filter(one -> one.getKind() == kind)
        .map(one -> one.getLineNumber() + ": " + one.getMessage(Locale.ROOT))
        .toList();
  }

  List<String> errors() {
    return messages(Diagnostic.Kind.ERROR);
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>(messages(Diagnostic.Kind.WARNING));
    warnings.addAll(messages(Diagnostic.Kind.MANDATORY_WARNING));
    return warnings;
  }

  /// Returns a generated source, by its qualified name.
  String generated(String name) {
    String source = sources.get(name);
    if (source == null) {
      throw new IllegalArgumentException("not generated: " + name + " of " + sources.keySet());
    }
    return source;
  }

  /// Returns the names of the types that each generated class says it was generated from.
  Map<String, List<String>> originating() {
    return originating;
  }

  /// Returns the compiled classes by their names.
  Map<String, byte[]> classes() {
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("memory:///" + path + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Written extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Written(String name, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private static final class Known extends SimpleJavaFileObject {
    private final String name;
    private final byte[] bytes;

    Known(String name, byte[] bytes) {
      super(URI.create("known:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private static final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Written> written = new TreeMap<>();
    private final Map<String, List<String>> originating = new TreeMap<>();
    private final Map<String, byte[]> library;

    Files(JavaFileManager standard, Map<String, byte[]> library) {
      super(standard);
      this.library = library;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location,
        String className,
        JavaFileObject.Kind kind,
        @Nullable FileObject sibling) {
      Written file = new Written(className, kind);
      written.put(className + (kind == JavaFileObject.Kind.SOURCE ? "" : ".class"), file);
      return file;
    }

    /// The compiler passes on what the processor gave the filer.
    @Override
    public JavaFileObject getJavaFileForOutputForOriginatingFiles(
        Location location, String className, JavaFileObject.Kind kind, FileObject... files) {
      if (kind == JavaFileObject.Kind.SOURCE) {
        originating.put(className, Stream.of(files).map(FileObject::getName).toList());
      }
      return getJavaFileForOutput(location, className, kind, null);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      List<JavaFileObject> all = new ArrayList<>();
      super.list(location, packageName, kinds, recurse).forEach(all::add);
      if (location == StandardLocation.CLASS_PATH && kinds.contains(JavaFileObject.Kind.CLASS)) {
        library.forEach((name, bytes) -> {
          String binary = name.substring(0, name.length() - ".class".length());
          int dot = binary.lastIndexOf('.');
          if (binary.substring(0, Math.max(0, dot)).equals(packageName)) {
            all.add(new Known(binary, bytes));
          }
        });
      }
      return all;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      return file instanceof Known known ? known.name : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
      return one.equals(other);
    }
  }
}
