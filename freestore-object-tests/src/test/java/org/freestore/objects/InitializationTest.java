// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.freestore.FreeStore;
import org.freestore.StructArray;
import org.freestore.UninitializedReadException;
import org.junit.jupiter.api.Test;

/// Reads what was never written of structs that want to know.
class InitializationTest {

  @Test
  void eachPropertyIsReportedUntilItIsWritten() {
    DetailedForm form = DetailedFormStruct.create();
    refuses(form::number, "Form.number");
    refuses(form::signed, "Form.signed");
    refuses(form::unit, "Form.unit");
    refuses(form::text, "Form.text");
    refuses(form::next, "Form.next");
    refuses(form::car, "Form.car");
    refuses(form::releaseCar, "Form.car");
    refuses(form::detail, "Form.detail");
    form.number(0);
    assertThat(form.number()).isZero();
    refuses(form::signed, "Form.signed");
    form.signed(false);
    form.unit(TimeUnit.NANOSECONDS);
    form.text(null);
    form.next(null);
    form.car(null);
    refuses(form::detail, "Form.detail");
    form.detail(0);
    assertThat(form.signed()).isFalse();
    assertThat(form.unit()).isEqualTo(TimeUnit.NANOSECONDS);
    assertThat(form.text()).isNull();
    assertThat(form.next()).isNull();
    assertThat(form.releaseCar()).isNull();
    assertThat(form.detail()).isZero();
    FreeStore.delete(form);
  }

  private static void refuses(Runnable read, String property) {
    assertThatThrownBy(read::run)
        .isInstanceOf(UninitializedReadException.class)
        .hasMessageContaining(property);
  }

  @Test
  void whatWasWrittenInAFormerLifeDoesNotCount() {
    for (int round = 0; round < 3; round++) {
      Form form = FormStruct.create();
      refuses(form::number, "Form.number");
      form.number(round);
      FreeStore.delete(form);
    }
  }

  @Test
  void eachElementOfAnArrayIsLookedAt() {
    StructArray<Form> forms = FormStruct.createArray(2);
    forms.get(1).number(3);
    assertThat(forms.get(1).number()).isEqualTo(3);
    refuses(forms.get(0)::number, "Form[0].number");
    FreeStore.deleteArray(forms);
  }

  @Test
  void aCopyKnowsWhatItsOriginalKnew() {
    Form form = FormStruct.create();
    form.number(3);
    Form copy = FormStruct.copy(form);
    assertThat(copy.number()).isEqualTo(3);
    refuses(copy::signed, "Form.signed");
    FreeStore.delete(copy);
    FreeStore.delete(form);
  }

  @Test
  void noWriteOfRacingThreadsIsForgotten() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      Form form = FormStruct.create();
      Thread other = Thread.ofPlatform().start(() -> form.number(1));
      form.signed(true);
      other.join();
      assertThat(form.number()).isEqualTo(1);
      assertThat(form.signed()).isTrue();
      FreeStore.delete(form);
    }
  }
}
