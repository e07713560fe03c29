// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Where text comes from. There is an `S` in the middle of it, so that whoever stops there stands
/// inside.
enum Input {
  FIXED_STRING {
    @Override
    String read() {
      return "Fixed String";
    }
  },
  CONSOLE {
    @Override
    String read() throws IOException {
      InputStream console = System.in;
      System.setIn(new ByteArrayInputStream(TYPED.getBytes(StandardCharsets.UTF_8)));
      try {
        return line(System.in);
      } finally {
        System.setIn(console);
      }
    }
  },
  ENVIRONMENT {
    // The build sets the variable; where something else runs the tests it may be missing.
    @Override
    String read() {
      String value = System.getenv("FREESTORE_ACCEPTANCE");
      return value == null ? TYPED : value;
    }
  },
  FILE {
    @Override
    String read() throws IOException {
      Path file = Files.createTempFile("freestore", ".txt");
      try {
        Files.writeString(file, TYPED);
        return Files.readString(file);
      } finally {
        Files.delete(file);
      }
    }
  },
  CONNECT_SOCKET {
    @Override
    String read() throws IOException {
      return throughPipe();
    }
  },
  LISTEN_SOCKET {
    @Override
    String read() throws IOException {
      return throughPipe();
    }
  };

  private static final String TYPED = "AAAASBBB";

  abstract String read() throws IOException;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String text() {
    try {
      return read();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// In place of a socket: a file descriptor of the same kind, without a network.
  private static String throughPipe() throws IOException {
    Pipe pipe = Pipe.open();
    try (InputStream end = Channels.newInputStream(pipe.source())) {
      pipe.sink().write(StandardCharsets.UTF_8.encode(TYPED + "\n"));
      pipe.sink().close();
      return line(end);
    }
  }

  private static String line(InputStream stream) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
