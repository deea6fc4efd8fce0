package io.sensorium.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class JoinedRowTest {
  @Test
  void a_row_is_read_as_it_was_written() {
    JoinedRow whole = new JoinedRow("door/1", "chat/2", "hall/3");
    JoinedRow bare = new JoinedRow("door/1", null, null);

    assertThat(JoinedRow.decode(whole.encode())).isEqualTo(whole);
    assertThat(JoinedRow.decode(bare.encode())).isEqualTo(bare);
  }

  @Test
  void other_bytes_are_refused() {
    assertThatThrownBy(() -> JoinedRow.decode(new byte[] {'x'})).hasMessageContaining("3 names");
  }

  @Test
  void a_pair_is_read_as_it_was_written_payload_and_all() throws Exception {
    Sensed frame = Sensed.of("door", "1", 5, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new FrameWithWords(frame, null).write(new DataOutputStream(bytes));

    FrameWithWords read =
        FrameWithWords.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read.frame()).isEqualTo(frame);
    assertThat(read.words()).isNull();
  }
}
