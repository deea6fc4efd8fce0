package io.sensorium.worker.http;

import static io.sensorium.worker.http.ManagementFixture.JSON_LENGTH;
import static io.sensorium.worker.http.ManagementFixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.worker.fixture.TinyModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MalformedRequestsTest {
  @TempDir Path folder;
  private ManagementFixture worker;

  @BeforeEach
  void start() throws IOException {
    worker =
        new ManagementFixture(folder)
            .doubling("twice", 1)
            .echo("half", 10, -1)
            .echo("truth", 9, -1)
            .echo("bytes", 2, -1)
            .echo("long", TinyModel.INT64, -1)
            .start(ManagementFixture.small(true));
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "twice | FP32 | [1,2]   | [1]        | expected 2 values of input 'x', as its shape [1, 2]"
            + " says, found 1",
        "twice | FP32 | [1,2]   | [1,2,3]    | found more",
        "twice | FP32 | [2]     | [1,2]      | expected shape [?, 2], found [2]",
        "twice | FP32 | [1,3]   | [1,2,3]    | expected shape [?, 2], found [1, 3]",
        "twice | FP32 | [-1,2]  | [1,2]      | expected at most 32 dimensions of at least 0, found"
            + " -1",
        "twice | FP32 | [1.5,2] | [1,2]      | expected a dimension to be a whole number",
        "twice | FP32 | [4294967296,4294967296] | [1] | expected less than 2 GiB in input 'x',"
            + " found shape",
        "twice | FP32 | [2000000000,2] | [1] | expected less than 2 GiB",
        "twice | FP32 | [200000000,2]  | [1] | expected 400000000 values",
        "twice | FP32 | [1,2]   | 'text'     | not be read as JSON",
        "twice | FP32 | [1,2]   | [1,null]   | found null at 1",
        "twice | FP32 | [1,2]   | [1,1e99]   | expected FP32 values of input 'x', found 1e99 at 1",
        "twice | FP32 | [1,2]   | [true,1]   | found true at 0",
        "twice | FP64 | [1,2]   | [1,2]      | expected elements FLOAT32, found FLOAT64",
        "twice | FP42 | [1,2]   | [1,2]      | expected one of the datatypes [BOOL, UINT8",
        "twice | BYTES| [1,2]   | [1,2]      | expected one of the datatypes [BOOL, UINT8",
        "half  | FP16 | [1]     | [1]        | expected FP16 of input 'x' in binary",
        "bytes | UINT8| [1]     | [256]      | expected UINT8 values of input 'x', found 256 at 0",
        "bytes | UINT8| [1]     | [1.5]      | found 1.5 at 0",
        "long  | INT64| [1]     | [9223372036854775808] | out of range of long",
        "truth | BOOL | [1]     | [2]        | found 2 at 0",
      })
  void valuesThatDoNotFitAreNamed(
      String model, String datatype, String shape, String data, String says) {
    HttpResponse<Buffer> answer = worker.infer(model, datatype, shape, data);

    assertThat(answer.statusCode()).describedAs(answer.bodyAsString()).isEqualTo(400);
    if (!says.startsWith("not be read")) {
      assertThat(error(answer)).contains(says);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                              | expected the JSON of an inference"
            + " request",
        "[]                                             | expected the request to be an object",
        "''                                             | expected the request to be an object,"
            + " found nothing",
        "{}                                             | expected a list 'inputs', found none",
        "{\"inputs\":[]}                                | expected inputs [x], found only []",
        "{\"inputs\":[{\"name\":\"x\"}]}                | expected name, datatype and shape of"
            + " every input",
        "{\"inputs\":[{\"name\":\"z\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]} | found"
            + " input 'z'",
        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2]}]} | expected values of"
            + " input 'x', found none",
        "{\"inputs\":[]} more                           | not JSON",
        "{\"parameters\":{\"sequence_id\":7},\"inputs\":[]} | expected requests without a sequence",
        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]}],\"outputs\":[{\"name\":\"q\"}]}"
            + " | expected outputs of [y], found 'q'",
        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]}],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"classification\":3}}]}"
            + " | expected an output as values",
      })
  void requestsThatAreNoneAreRefused(String body, String says) {
    HttpResponse<Buffer> answer = worker.post("/v2/models/twice/infer", body);

    assertThat(answer.statusCode()).describedAs(answer.bodyAsString()).isEqualTo(400);
    if (!says.equals("not JSON")) {
      assertThat(error(answer)).contains(says);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8  | [1,2]  | 8  | 200 | ",
        "8  | [1,2]  | 7  | 400 | expected 8 bytes of input 'x' behind the JSON, found 7",
        "8  | [1,2]  | 9  | 400 | expected 8 bytes of binary data, the sum of all binary_data_size,"
            + " found 9",
        "9  | [1,2]  | 9  | 400 | expected binary_data_size 8 of input 'x', FP32 of shape [1, 2],"
            + " found 9",
        "-8 | [1,2]  | 8  | 400 | found -8",
        "8  | [1,4294967296] | 8 | 400 | expected less than 2 GiB",
        "16 | [2,2]  | 0  | 400 | behind the JSON, found 0",
        "\"8\" | [1,2] | 8 | 400 | expected binary_data_size 8",
      })
  void binaryValuesOfTheWrongSizeAreRefused(
      String declared, String shape, int sent, int status, String says) {
    HttpResponse<Buffer> answer =
        worker.binary(
            "twice",
            """
            {"inputs":[{"name":"x","shape":%s,"datatype":"FP32",
             "parameters":{"binary_data_size":%s}}]}\
            """
                .formatted(shape, declared),
            new byte[sent]);

    assertThat(answer.statusCode()).describedAs(answer.bodyAsString()).isEqualTo(status);
    if (says != null) {
      assertThat(error(answer)).contains(says);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1", "9999", "seven", "3"})
  void aWrongLengthOfTheJsonIsRefused(String length) {
    HttpResponse<Buffer> answer =
        worker.send(
            worker.post("/v2/models/twice/infer").putHeader(JSON_LENGTH, length),
            Buffer.buffer("{\"inputs\":[]}"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).contains("Inference-Header-Content-Length");
  }

  @Test
  void truthInBinaryIsZeroOrOne() {
    HttpResponse<Buffer> answer =
        worker.binary(
            "truth",
            """
            {"inputs":[{"name":"x","shape":[2],"datatype":"BOOL",
             "parameters":{"binary_data_size":2}}]}\
            """,
            new byte[] {1, 2});

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).contains("expected bytes of 0 or 1 in input 'x', found 2 at 1");
  }

  @Test
  void whatJsonCannotSayIsAnsweredInBinaryOnly() {
    String half = "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP16\",";
    HttpResponse<Buffer> answer =
        worker.binary("half", half + "\"parameters\":{\"binary_data_size\":2}}]}", new byte[2]);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).contains("found FP16, which JSON cannot say").contains("binary_data");

    HttpResponse<Buffer> infinite = worker.infer("twice", "FP32", "[1,2]", "[3e38,1]");
    assertThat(infinite.statusCode()).isEqualTo(400);
    assertThat(error(infinite)).contains("output 'y'").contains("found Infinity");
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedBeforeItIsRead() {
    HttpResponse<Buffer> answer =
        worker.post("/v2/models/twice/infer", "{\"inputs\":[" + " ".repeat(30_000) + "]}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(error(answer))
        .contains("expected a body of at most 20000 bytes")
        .contains("management.body-limit");
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/models/nosuch/infer,404",
    "/v2/models/twice/versions/9/infer,404",
    "/v2/models/twice/versions/..%2F1/infer,404",
    "/v2/models/..%2F..%2Fetc/infer,404",
    "/v2/models/%2E%2E/infer,404",
    "/v2/models/twice/explain,404",
    "/v3/models/twice/infer,404",
  })
  void whatIsNotThereIsNotFound(String path, int status) {
    HttpResponse<Buffer> answer = worker.post(path, "{\"inputs\":[]}");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(error(answer)).contains("expected").contains("found");
  }

  @Test
  void theWrongMethodIsNotAllowed() {
    HttpResponse<Buffer> answer = worker.get("/v2/models/twice/infer");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(error(answer)).contains("found GET /v2/models/twice/infer");
  }

  @Test
  void aModelThatDoesNotLoadIsUnavailableAndSaysWhy() throws IOException {
    Path file = folder.resolve("broken/1/model.onnx");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no model");

    HttpResponse<Buffer> answer = worker.infer("broken", "FP32", "[1]", "[1]");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
    assertThat(error(answer)).contains("expected a whole ONNX file");
    assertThat(worker.get("/v2/models/broken/ready").statusCode()).isEqualTo(400);
  }
}
