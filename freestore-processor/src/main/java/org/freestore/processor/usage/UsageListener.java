// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.usage;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import java.util.function.Supplier;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/// Has each class looked at once the compiler knows the types of its expressions.
public final class UsageListener implements TaskListener {
  private final Supplier<UsageCheck> newCheck;

  /// Made late: the structs are complete only when all classes have been generated.
  private @Nullable UsageCheck check;

  private UsageListener(Supplier<UsageCheck> newCheck) {
    this.newCheck = newCheck;
  }

  /// Begins to listen; does nothing where the compiler is not javac, or hides it.
  public static void install(ProcessingEnvironment environment) {
    try {
      Trees trees = Trees.instance(environment);
      JavacTask.instance(environment)
          .addTaskListener(new UsageListener(() -> new UsageCheck(environment, trees)));
    } catch (IllegalArgumentException e) {
      // Not javac, or hidden behind something else. What is not found now is found at run time.
    }
  }

  @Override
  public void finished(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (event.getKind() == TaskEvent.Kind.ANALYZE && type != null) {
      if (check == null) {
        check = newCheck.get();
      }
      check.look(event.getCompilationUnit(), type);
    }
  }
}
