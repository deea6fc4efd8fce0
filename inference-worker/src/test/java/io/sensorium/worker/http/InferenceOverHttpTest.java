package io.sensorium.worker.http;

import static io.sensorium.worker.http.ManagementFixture.JSON_LENGTH;
import static io.sensorium.worker.http.ManagementFixture.config;
import static io.sensorium.worker.http.ManagementFixture.data;
import static io.sensorium.worker.http.ManagementFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.worker.fixture.TinyModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class InferenceOverHttpTest {
  @TempDir Path folder;
  private ManagementFixture worker;

  @BeforeEach
  void open() {
    worker = new ManagementFixture(folder);
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void aModelIsRunOnValuesInJson() throws IOException {
    worker.doubling("twice", 1).start(config());

    HttpResponse<Buffer> answer =
        worker.post(
            "/v2/models/twice/infer",
            """
            {"id":"42","inputs":[{"name":"x","shape":[2,2],"datatype":"FP32",
             "data":[[1,2.5],[-3,0.125]]}],"outputs":[{"name":"y"}]}
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(answer.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject(
                """
                {"model_name":"twice","model_version":"1","id":"42","outputs":[
                 {"name":"y","datatype":"FP32","shape":[2,2],"data":[2.0,5.0,-6.0,0.25]}]}
                """));
  }

  @Test
  void valuesMayStandBeforeTheirTypeAndShape() throws IOException {
    worker.doubling("twice", 1).start(config());

    HttpResponse<Buffer> answer =
        worker.post(
            "/v2/models/twice/infer",
            """
            {"extra":{"a":[1]},"inputs":[{"data": [ 1, 2 ],"shape":[1,2],"parameters":{},
             "datatype":"FP32","name":"x"}]}
            """);

    assertThat(data(answer)).isEqualTo(new JsonArray("[2.0,4.0]"));
  }

  @Test
  void theVersionOfThePathIsRunElseTheHighest() throws IOException {
    worker.doubling("twice", 1).doubling("twice", 2).start(config());

    String body =
        """
        {"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1,2]}]}\
        """;
    assertThat(version(worker.post("/v2/models/twice/versions/1/infer", body))).isEqualTo("1");
    assertThat(version(worker.post("/v2/models/twice/infer", body))).isEqualTo("2");
  }

  /** As the Triton client sends it: all inputs in binary, all outputs wanted so. */
  @Test
  void aModelIsRunOnBinaryValues() throws IOException {
    worker.doubling("twice", 1).start(config());
    byte[] values = little(16).putFloat(1).putFloat(2.5f).putFloat(-3).putFloat(0.125f).array();

    HttpResponse<Buffer> answer =
        worker.binary(
            "twice",
            """
            {"inputs":[{"name":"x","shape":[2,2],"datatype":"FP32",
             "parameters":{"binary_data_size":16}}],"parameters":{"binary_data_output":true}}\
            """,
            values);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/octet-stream");
    int length = Integer.parseInt(answer.getHeader(JSON_LENGTH));
    assertThat(answer.body().getBuffer(0, length).toJsonObject().getJsonArray("outputs"))
        .isEqualTo(
            new JsonArray(
                """
                [{"name":"y","datatype":"FP32","shape":[2,2],
                  "parameters":{"binary_data_size":16}}]\
                """));
    assertThat(answer.body().getBytes(length, answer.body().length()))
        .isEqualTo(little(16).putFloat(2).putFloat(5).putFloat(-6).putFloat(0.25f).array());
  }

  @Test
  void whatAnOutputAsksForGoesBeforeWhatTheRequestAsksFor() throws IOException {
    worker.doubling("twice", 1).start(config());

    HttpResponse<Buffer> answer =
        worker.post(
            "/v2/models/twice/infer",
            """
            {"parameters":{"binary_data_output":true},
             "inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,2]}],
             "outputs":[{"name":"y","parameters":{"binary_data":false}}]}\
            """);

    assertThat(answer.getHeader(JSON_LENGTH)).isNull();
    assertThat(data(answer)).isEqualTo(new JsonArray("[2.0,4.0]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT64 | 7  | [9007199254740993,-9223372036854775808]",
        "INT32 | 6  | [2147483647,-2147483648]",
        "INT16 | 5  | [32767,-32768]",
        "INT8  | 3  | [127,-128]",
        "UINT8 | 2  | [255,0]",
        "BOOL  | 9  | [true,false]",
        "FP32  | 1  | [1.5,-0.1]",
        "FP64  | 11 | [0.1,1.0E300]",
      })
  void everyTypeComesBackAsItWasSent(String datatype, int type, String data) throws IOException {
    worker.echo("echo", type, -1).start(config());

    HttpResponse<Buffer> answer = worker.infer("echo", datatype, "[2]", data);

    assertThat(answer.statusCode()).describedAs(answer.bodyAsString()).isEqualTo(200);
    assertThat(output(answer).getString("datatype")).isEqualTo(datatype);
    assertThat(data(answer).encode()).isEqualTo(data);
  }

  @Test
  void halfPrecisionComesAndGoesInBinary() throws IOException {
    worker.echo("echo", 10, -1).start(config());
    byte[] values = little(4).putShort((short) 0x3C00).putShort((short) 0xC000).array();

    HttpResponse<Buffer> answer =
        worker.binary(
            "echo",
            """
            {"inputs":[{"name":"x","shape":[2],"datatype":"FP16",
             "parameters":{"binary_data_size":4}}],
             "outputs":[{"name":"y","parameters":{"binary_data":true}}]}\
            """,
            values);

    int length = Integer.parseInt(answer.getHeader(JSON_LENGTH));
    assertThat(answer.body().getBytes(length, answer.body().length())).isEqualTo(values);
  }

  @Test
  void aScalarAndAnEmptyTensorAreTensorsToo() throws IOException {
    worker.echo("scalar", TinyModel.FLOAT).echo("list", TinyModel.FLOAT, -1).start(config());

    HttpResponse<Buffer> scalar = worker.infer("scalar", "FP32", "[]", "[7]");
    HttpResponse<Buffer> empty = worker.infer("list", "FP32", "[0]", "[]");

    assertThat(output(scalar).getJsonArray("shape")).isEmpty();
    assertThat(data(scalar)).isEqualTo(new JsonArray("[7.0]"));
    assertThat(empty.statusCode()).describedAs(empty.bodyAsString()).isEqualTo(200);
    assertThat(data(empty)).isEmpty();
  }

  @Test
  void aCompressedRequestIsReadAsAnyOther() throws IOException {
    worker.doubling("twice", 1).start(config());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(
          """
          {"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1,2]}]}\
          """
              .getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<Buffer> answer =
        worker.send(
            worker.post("/v2/models/twice/infer").putHeader("Content-Encoding", "gzip"),
            Buffer.buffer(packed.toByteArray()));

    assertThat(data(answer)).isEqualTo(new JsonArray("[2.0,4.0]"));
  }

  @Test
  void aLargeTensorGoesThereAndBackUnchanged() throws IOException {
    worker.echo("echo", TinyModel.FLOAT, -1).start(config());
    byte[] bytes = new byte[4 << 20];
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 1 << 20; i++) {
      values.putFloat(i * 0.5f);
    }

    HttpResponse<Buffer> answer =
        worker.binary(
            "echo",
            """
            {"inputs":[{"name":"x","shape":[1048576],"datatype":"FP32",
             "parameters":{"binary_data_size":4194304}}],"parameters":{"binary_data_output":true}}\
            """,
            bytes);

    int length = Integer.parseInt(answer.getHeader(JSON_LENGTH));
    assertThat(Arrays.equals(answer.body().getBytes(length, answer.body().length()), bytes))
        .isTrue();
  }

  private static String version(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getString("model_version");
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
