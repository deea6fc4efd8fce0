package io.sensorium.worker.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 of the scene serves and follows; the door's version is fixed. */
final class RepositoryWatchTest {
  @TempDir private Path root;
  private final VersionLedger ledger = new VersionLedger();
  private RepositoryWatch watch;

  @BeforeEach
  void twoModels() throws IOException {
    write("scene/1/model.onnx", "one");
    write("scene/2/model.onnx", "two");
    write("door/1/model.onnx", "door");
    watch = new RepositoryWatch(ModelRepository.open(root), Set.of("scene"), ledger);
  }

  @Test
  void aVersionWhoseChecksumsHoldIsTakenAtOnce() throws IOException {
    assertThat(look()).isEmpty();
    write("scene/3/model.onnx", "three");
    write("scene/3/sha256", sha256("scene/3/model.onnx") + "  model.onnx\n");
    write("door/2/model.onnx", "another door");
    assertThat(look()).containsExactly(new VersionName("scene", "3"));
  }

  @Test
  void aVersionWithoutChecksumsIsTakenOnceItNoLongerChanges() throws IOException {
    write("scene/3/model.onnx", "thr");
    assertThat(look()).isEmpty();
    write("scene/3/model.onnx", "three");
    assertThat(look()).isEmpty();
    assertThat(look()).containsExactly(new VersionName("scene", "3"));
  }

  @Test
  void aVersionWhoseFilesAreNotAllThereYetIsNotTaken() throws IOException {
    write("scene/3/model.onnx", "three");
    String listed = sha256("scene/3/model.onnx") + "  model.onnx\n";
    write("scene/3/sha256", listed + listed.replace("model.onnx", "labels.txt"));
    assertThat(look()).isEmpty();
    write("scene/3/labels.txt", "three");
    assertThat(look()).containsExactly(new VersionName("scene", "3"));
  }

  @Test
  void aVersionThatWasRefusedIsLeftAloneUntilItsFilesChange() throws IOException {
    // given
    ModelRepository repository = ModelRepository.open(root);
    write("scene/3/model.onnx", "three");
    look();
    ledger.refuse(
        new VersionName("scene", "3"), repository.fingerprint("scene", "3"), "does not load");

    // then
    assertThat(look()).isEmpty();
    assertThat(look()).isEmpty();

    // when
    write("scene/3/model.onnx", "three, corrected");

    // then
    assertThat(look()).isEmpty();
    assertThat(look()).containsExactly(new VersionName("scene", "3"));
  }

  @Test
  void belowARefusedVersionTheNextIsTaken() throws IOException {
    write("scene/3/model.onnx", "three");
    write("scene/4/model.onnx", "four");
    ledger.refuse(
        new VersionName("scene", "4"),
        ModelRepository.open(root).fingerprint("scene", "4"),
        "does not load");
    look();
    assertThat(look()).containsExactly(new VersionName("scene", "3"));
  }

  @Test
  void whereTheServingVersionIsGoneTheHighestLeftIsTaken() throws IOException {
    look();
    Files.delete(root.resolve("scene/2/model.onnx"));
    Files.delete(root.resolve("scene/2"));
    look();
    assertThat(look()).containsExactly(new VersionName("scene", "1"));
    ledger.fix("scene", true);
    assertThat(look()).containsExactly(new VersionName("scene", "1"));
  }

  @Test
  void aVersionChosenByHandStays() throws IOException {
    write("scene/3/model.onnx", "three");
    ledger.fix("scene", true);
    look();
    assertThat(look()).isEmpty();
    ledger.fix("scene", false);
    look();
    assertThat(look()).containsExactly(new VersionName("scene", "3"));
  }

  @Test
  void aRepositoryThatCannotBeReadChangesNothing() throws IOException {
    Files.move(root.resolve("scene"), root.resolve("elsewhere"));
    assertThat(look()).isEmpty();
    Files.move(root.resolve("elsewhere"), root.resolve("scene"));
    write("scene/3/model.onnx", "three");
    look();
    assertThat(look()).containsExactly(new VersionName("scene", "3"));
  }

  private List<VersionName> look() {
    return watch.look(Map.of("scene", "2", "door", "1"));
  }

  private String sha256(String path) {
    return ModelFile.of(root.resolve(path)).sha256();
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }
}
