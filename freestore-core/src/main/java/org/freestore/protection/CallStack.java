// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The innermost frames outside Freestore and its [Adapters], each combination kept once.
///
/// To know a stack again, its frames need not be named, which takes most of the time: a frame's
/// class and the index of its instruction are read without a question to the JVM. They tell it from
/// others, since the instruction that calls a frame names the method, if the method of the caller
/// is told. Named all the same are those frames that an instruction did not call directly: the
/// outermost, and what reflection, method handles and native methods call. The class of a lambda,
/// which is hidden, is that of one expression.
///
/// What the JVM calls by itself it calls from any instruction: stacks with such frames are kept
/// apart, by all that is known of them.
///
/// The first sample of a process comes in its first moments, so neither this class nor those that
/// it uses have lambdas, each of which the JVM would make a class for.
///
/// @param number tells it from all others; 0 for none
/// @param frames innermost first
record CallStack(int number, List<StackTraceElement> frames) {
  private static final int DEFAULT_FRAMES = 16;

  static final int MOST_FRAMES = mostFrames();

  /// How many stacks are told apart; others have their innermost frame only. Some 400 bytes of the
  /// Java heap each.
  static final int MOST_STACKS = 1 << 16;

  private static final int MOST_KEYS = 2 * MOST_STACKS;
  private static final int MOST_LOOKED_AT = 4 * MOST_FRAMES;

  /// About as many are Freestore's own: all that is needed comes from the JVM at once.
  private static final int OWN_FRAMES = 8;

  private static final StackWalker WALKER =
      StackWalker.getInstance(
          Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES),
          MOST_FRAMES + OWN_FRAMES);
  private static final Reader READER = new Reader();
  private static final Set<String> CALLED_BY_THE_JVM = Set.of("<clinit>", "loadClass");

  private static final Map<Key, CallStack> BY_KEY = new ConcurrentHashMap<>();
  private static final Map<List<StackTraceElement>, CallStack> BY_FRAMES =
      new ConcurrentHashMap<>();
  private static final Map<StackTraceElement, StackTraceElement> FRAMES = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<Integer, CallStack> BY_NUMBER = new ConcurrentHashMap<>();

  /// Any other value is refused when the global store is opened: a report is no place for it.
  private static int mostFrames() {
    String frames = System.getProperty(Site.FRAMES_PROPERTY);
    return frames == null || !Site.isFrameCount(frames) ? DEFAULT_FRAMES : Integer.parseInt(frames);
  }

  /// Returns the stack from which Freestore was called.
  static CallStack here() {
    return WALKER.walk(READER);
  }

  /// Returns the stack with a number.
  static CallStack of(int number) {
    CallStack stack = BY_NUMBER.get(number);
    return stack == null ? new CallStack(0, List.of()) : stack;
  }

  /// Looks a stack up.
  private static final class Reader implements Function<Stream<StackFrame>, CallStack> {
    @Override
    public CallStack apply(Stream<StackFrame> stack) {
      Walk walk = new Walk();
      Key key = walk.key(stack.spliterator());
      CallStack known = BY_KEY.get(key);
      return known == null ? learn(key, walk) : known;
    }
  }

  private static CallStack learn(Key key, Walk walk) {
    List<StackTraceElement> frames = walk.frames();
    CallStack stack = ofFrames(frames);
    if (!isCalledByTheJvm(frames)
        && stack.frames.size() == frames.size()
        && BY_KEY.size() < MOST_KEYS) {
      BY_KEY.put(key.copy(), stack);
    }
    return stack;
  }

  private static boolean isCalledByTheJvm(List<StackTraceElement> frames) {
    for (StackTraceElement frame : frames) {
      if (CALLED_BY_THE_JVM.contains(frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static CallStack ofFrames(List<StackTraceElement> frames) {
    CallStack known = BY_FRAMES.get(frames);
    if (known != null) {
      return known;
    }
    boolean tooMany = COUNT.get() >= MOST_STACKS && frames.size() > 1;
    return tooMany ? ofFrames(frames.subList(0, 1)) : numbered(frames);
  }

  private static synchronized CallStack numbered(List<StackTraceElement> frames) {
    CallStack known = BY_FRAMES.get(frames);
    if (known != null) {
      return known;
    }
    List<StackTraceElement> shared = new ArrayList<>(frames.size());
    for (StackTraceElement frame : frames) {
      StackTraceElement before = FRAMES.putIfAbsent(frame, frame);
      shared.add(before == null ? frame : before);
    }
    CallStack stack = new CallStack(COUNT.incrementAndGet(), List.copyOf(shared));
    BY_NUMBER.put(stack.number, stack);
    BY_FRAMES.put(stack.frames, stack);
    return stack;
  }

  /// What a stack is known by: the first of some words, which must stay as they are.
  private static final class Key {
    private final int[] words;
    private final int count;
    private final int hash;

    Key(int[] words, int count) {
      this.words = words;
      this.count = count;
      int sum = 1;
      for (int i = 0; i < count; i++) {
        sum = 31 * sum + words[i];
      }
      this.hash = sum;
    }

    Key copy() {
      return new Key(Arrays.copyOf(words, count), count);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(words, 0, count, key.words, 0, key.count);
    }
  }

  /// Goes from Freestore outwards.
  private static final class Walk implements Consumer<StackFrame> {
    private StackFrame[] seen = new StackFrame[MOST_FRAMES];
    private int[] words = new int[2 * MOST_FRAMES + 2];
    private int wordCount;
    private int count;
    private int shown;
    private @Nullable CallingClass calling;

    /// Of the frame before, whose class is mostly that of the next.
    private @Nullable Class<?> lastType;

    private @Nullable CallingClass last;

    /// @param stack asked frame by frame, without the detour that a stream's iterator makes
    Key key(Spliterator<StackFrame> stack) {
      while (shown < MOST_FRAMES && count < MOST_LOOKED_AT && stack.tryAdvance(this)) {
        // Accepted.
      }
      if (calling != null) {
        name(calling, seen[count - 1]);
      }
      return new Key(words, wordCount);
    }

    @Override
    public void accept(StackFrame frame) {
      CallingClass next = callingClass(frame.getDeclaringClass());
      if (count > 0 || isOutside(next, frame)) {
        if (calling != null && calling.isShown() && callsUnnamed(next, frame)) {
          name(calling, seen[count - 1]);
        }
        add(next, frame);
        calling = next;
      }
    }

    private CallingClass callingClass(Class<?> type) {
      CallingClass known = last;
      if (known == null || type != lastType) {
        known = CallingClass.of(type);
        lastType = type;
        last = known;
      }
      return known;
    }

    private static boolean isOutside(CallingClass of, StackFrame frame) {
      return of.isShown() && !of.isOwn() && !Adapters.contain(frame.getDeclaringClass());
    }

    private static boolean callsUnnamed(CallingClass calling, StackFrame frame) {
      return calling.callsUnnamed() || frame.getByteCodeIndex() < 0;
    }

    private void add(CallingClass of, StackFrame frame) {
      if (count == seen.length) {
        seen = Arrays.copyOf(seen, 2 * count);
      }
      seen[count++] = frame;
      shown += of.isShown() ? 1 : 0;
      word(of.number());
      word(frame.getByteCodeIndex());
    }

    /// The bit tells the number of a method from that of a class, which may follow as well.
    private void name(CallingClass of, StackFrame frame) {
      word(of.method(frame) | Integer.MIN_VALUE);
    }

    private void word(int word) {
      if (wordCount == words.length) {
        words = Arrays.copyOf(words, 2 * wordCount);
      }
      words[wordCount++] = word;
    }

    List<StackTraceElement> frames() {
      List<StackTraceElement> frames = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (CallingClass.of(seen[i].getDeclaringClass()).isShown()) {
          StackTraceElement frame = seen[i].toStackTraceElement();
          if (!CallingClass.isHiddenMethod(frame)) {
            frames.add(frame);
          }
        }
      }
      return frames;
    }
  }
}
