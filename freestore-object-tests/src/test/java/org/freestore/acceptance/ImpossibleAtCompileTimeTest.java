// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spellings of the defects that C compiles and Java does not. No case of [DetectionTest] is left
/// to the compiler; these are ways to write them that need not be detected.
class ImpossibleAtCompileTimeTest {
  private static final String BEFORE =
      """
      import java.lang.foreign.*;
      import org.freestore.*;
      import org.freestore.acceptance.data.*;
      class Snippet {
        static void snippet(FreeStore store) {
      """;

  @TempDir private Path classes;

  @Test
  void anObjectCannotBePassedToFree() throws IOException {
    assertThat(errors("store.free(ByteCellStruct.create());"))
        .containsExactly("compiler.err.cant.apply.symbols");
  }

  @Test
  void anArrayCannotBePassedToFree() throws IOException {
    assertThat(errors("store.free(IntArray.create(100));"))
        .containsExactly("compiler.err.cant.apply.symbols");
  }

  @Test
  void aReferenceToAnObjectCannotBeAdvanced() throws IOException {
    assertThat(errors("Object data = IntCellStruct.create() + 4;"))
        .containsExactly("compiler.err.operator.cant.be.applied.1");
  }

  @Test
  void anArrayCannotBeAdvanced() throws IOException {
    assertThat(errors("IntArray data = IntArray.create(100); data++;"))
        .containsExactly("compiler.err.operator.cant.be.applied");
  }

  @Test
  void anAddressCannotBeReadThrough() throws IOException {
    assertThat(errors("long data = store.malloc(100); store.free(data); byte b = data[0];"))
        .containsExactly("compiler.err.array.req.but.found");
  }

  @Test
  void anObjectOfOneTypeIsNotOneOfAnother() throws IOException {
    assertThat(errors("ByteCell data = IntCellStruct.create();"))
        .containsExactly("compiler.err.prob.found.req");
  }

  @Test
  void aRawBlockIsNotAnObject() throws IOException {
    assertThat(errors("IntCell data = store.allocate(4);"))
        .containsExactly("compiler.err.prob.found.req");
  }

  @Test
  void aLocalVariableHasNoAddress() throws IOException {
    assertThat(errors("int buffer = 5; FreeStore.delete(&buffer);"))
        .contains("compiler.err.illegal.start.of.expr");
  }

  @Test
  void theRestOfTheSnippetCompiles() throws IOException {
    assertThat(errors("FreeStore.delete(IntCellStruct.create());")).isEmpty();
  }

  private List<String> errors(String statements) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Files.createDirectories(classes);
    compiler
        .getTask(
            null,
            null,
            diagnostics,
            List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")),
            null,
            List.of(new Source(BEFORE + statements + "}}")))
        .call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::getCode)
        .toList();
  }

  /// A class held in a string.
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Snippet.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
