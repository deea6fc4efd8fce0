package io.sensorium.model.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  private final PublicAddresses policy = new PublicAddresses();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:0a00:0001::1",
        "2002:7f00:0001::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "4000::1"
      })
  void addressesThatAreNotPublicAreRefused(String address) throws Exception {
    assertThat(policy.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2001:4860:4860::8888",
        "64:ff9b::1.1.1.1",
        "2002:0101:0101::1",
        "::ffff:1.1.1.1"
      })
  void publicAddressesAreAllowed(String address) throws Exception {
    assertThat(policy.allows(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aHostIsRefusedForOneOfItsAddresses() {
    assertThatThrownBy(() -> PublicAddresses.resolve("localhost", policy))
        .isInstanceOf(PullException.class)
        .hasMessageContaining("public internet, found localhost at");
  }
}
