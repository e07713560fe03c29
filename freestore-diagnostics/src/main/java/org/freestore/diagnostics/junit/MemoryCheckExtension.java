// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.junit;

import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.MisuseException;
import org.freestore.Protection;
import org.freestore.diagnostics.leak.Suppressions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// What [MemoryChecked] does; to be used by itself, too, with the annotation's defaults.
public final class MemoryCheckExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(MemoryCheckExtension.class);

  /// Makes an extension.
  public MemoryCheckExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    store(context).put(MemoryCheck.class, MemoryCheck.begin());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    MemoryCheck check = store(context).remove(MemoryCheck.class, MemoryCheck.class);
    FreeStore opened = store(context).remove(FreeStore.class, FreeStore.class);
    if (check == null) {
      return;
    }
    MemoryChecked wanted = annotation(context);
    Throwable failure = context.getExecutionException().orElse(null);
    try {
      check.end();
      if (wanted == null || !wanted.allowMisuse()) {
        check.requireNoMisuse(failure);
      }
      if (failure == null) {
        check.requireNoLeaks(suppressions(wanted));
      }
    } finally {
      if (opened != null) {
        opened.close();
      }
    }
  }

  private static Suppressions suppressions(@Nullable MemoryChecked wanted) {
    return wanted == null
        ? Suppressions.NONE
        : Suppressions.parse(String.join("\n", wanted.suppressions()));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FreeStore.class;
  }

  @Override
  public FreeStore resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context).computeIfAbsent(FreeStore.class, _ -> open(context), FreeStore.class);
  }

  private static FreeStore open(ExtensionContext context) {
    MemoryChecked wanted = annotation(context);
    return FreeStore.open(
        FreeStoreOptions.defaults()
            .withName(context.getDisplayName())
            .withProtection(wanted == null ? Protection.SITES : wanted.protection()));
  }

  /// The method's own, or the class's, or that of a class around it.
  private static @Nullable MemoryChecked annotation(ExtensionContext context) {
    for (ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      MemoryChecked found =
          AnnotationSupport.findAnnotation(at.getElement(), MemoryChecked.class).orElse(null);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  static boolean isMisuse(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof MisuseException) {
        return true;
      }
    }
    return false;
  }
}
