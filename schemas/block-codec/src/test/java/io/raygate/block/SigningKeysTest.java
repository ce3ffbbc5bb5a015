// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningKeysTest {

    private static final String FIRST = "1 " + "a".repeat(32);
    private static final String SECOND = "2 " + "b".repeat(32);
    private static final Origin SIGNED = SigningKeys.parse(FIRST).sign(Blocks.ORIGIN, "shop");

    @Test
    void verifies_ownSignature_isTrue() {
        assertThat(SIGNED.claim().tenant()).isEqualTo("shop");
        assertThat(SigningKeys.parse(FIRST).verifies(SIGNED)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void verifies_anySignedFieldChanged_isFalse(Origin changed) {
        assertThat(SigningKeys.parse(FIRST + "\n" + SECOND).verifies(changed)).isFalse();
    }

    static Stream<Origin> verifies_anySignedFieldChanged_isFalse() {
        TenantClaim claim = SIGNED.claim();
        String signature = claim.signature();
        char flipped = signature.charAt(0) == '0' ? '1' : '0';
        return Stream.of(
                SIGNED.withClaim(new TenantClaim("bank", claim.keyVersion(), signature)),
                SIGNED.withClaim(new TenantClaim("shop", 2, signature)),
                SIGNED.withClaim(new TenantClaim("shop", 3, signature)),
                SIGNED.withClaim(new TenantClaim("shop", 1, flipped + signature.substring(1))),
                SIGNED.withClaim(new TenantClaim("shop", 1, signature.substring(2))),
                SIGNED.withClaim(new TenantClaim("shop", 1, "")),
                SIGNED.withClaim(TenantClaim.NONE),
                new Origin("bank-prod", "", "", "", "", "", "", SIGNED.producerId(), claim),
                new Origin(SIGNED.cluster(), "", "", "", "", "", "", SIGNED.producerId() + 1, claim));
    }

    @Test
    void verifies_textMovedFromTenantToCluster_isFalse() {
        Origin origin = new Origin("xprod", "", "", "", "", "", "", 1);
        Origin moved = new Origin("prod", "", "", "", "", "", "", 1);
        TenantClaim claim = SigningKeys.parse(FIRST).sign(origin, "shop").claim();

        assertThat(SigningKeys.parse(FIRST).verifies(moved.withClaim(new TenantClaim("shopx", 1, claim.signature()))))
                .isFalse();
    }

    @Test
    void verifies_anotherTenantsKey_isFalse() {
        Origin forged = SigningKeys.parse("1 " + "c".repeat(32)).sign(Blocks.ORIGIN, "shop");

        assertThat(SigningKeys.parse(FIRST).verifies(forged)).isFalse();
    }

    @Test
    void verifies_whileKeysRotate_takesBothAndThenTheNewOneAlone() {
        SigningKeys both = SigningKeys.parse("# rotating\n" + SECOND + "\n\n" + FIRST + "\n");
        Origin signedByNewest = both.sign(Blocks.ORIGIN, "shop");

        assertThat(signedByNewest.claim().keyVersion()).isEqualTo(2);
        assertThat(both.verifies(SIGNED)).isTrue();
        assertThat(both.verifies(signedByNewest)).isTrue();
        assertThat(SigningKeys.parse(SECOND).verifies(signedByNewest)).isTrue();
        assertThat(SigningKeys.parse(SECOND).verifies(SIGNED)).isFalse();
    }

    @Test
    void sign_knownInput_givesTheDocumentedBytes() throws Exception {
        byte[] message = HexFormat.of()
                .parseHex(HexFormat.of().formatHex("raygate origin 1".getBytes(StandardCharsets.US_ASCII)) + "00000004"
                        + "73686f70" + "00000002" + "6575" + "00000000000000ff" + "00000001");
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec("a".repeat(32).getBytes(StandardCharsets.US_ASCII), "any"));

        Origin signed = SigningKeys.parse(FIRST).sign(new Origin("eu", "r", "1", "n", "z", "i", "v", 0xFF), "shop");

        assertThat(signed.claim().signature()).isEqualTo(HexFormat.of().formatHex(mac.doFinal(message)));
    }

    @Test
    void read_signedBlock_isTheSameOriginForUsAndForProtobuf() throws Exception {
        SealedBlock sealed = sealed(SIGNED);

        SegmentBlock block = (SegmentBlock) Blocks.read(sealed.frame());
        byte[] content =
                Zstd.decompress(sealed.frame(), Dictionaries.bytes(Dictionary.newest()), sealed.contentBytes());
        var message = io.raygate.block.proto.SegmentBlock.parseFrom(content);

        assertThat(block.origin()).isEqualTo(SIGNED);
        assertThat(message.getUnknownFields().asMap()).isEmpty();
        assertThat(message.getOrigin().getTenant()).isEqualTo("shop");
        assertThat(message.getOrigin().getKeyVersion()).isEqualTo(1);
        assertThat(message.getOrigin().getSignature().toByteArray())
                .isEqualTo(HexFormat.of().parseHex(SIGNED.claim().signature()));
    }

    @Test
    void read_signatureThatIsNone_isABlockThatIsNotSigned() {
        var message = io.raygate.block.proto.SegmentBlock.newBuilder()
                .setFormatVersion(BlockFormat.VERSION)
                .setOrigin(io.raygate.block.proto.Origin.newBuilder()
                        .setTenant("shop")
                        .setKeyVersion(-1)
                        .setSignature(ByteString.copyFrom(new byte[1_000])));

        SegmentBlock block = (SegmentBlock)
                Blocks.read(ProtobufOracleTest.frame(message.build().toByteArray()));

        assertThat(block.origin().claim()).isEqualTo(new TenantClaim("shop", 0, ""));
        assertThat(SigningKeys.parse(FIRST).verifies(block.origin())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# none",
                "1 short-secret",
                "0 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "secret-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "1 secret-aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n1 secret-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
            })
    void parse_textThatIsNone_isRefusedWithoutTellingIt(String text) {
        assertThatThrownBy(() -> SigningKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret", "aaaa");
    }

    @Test
    void toString_keys_tellsVersionsOnly() {
        assertThat(SigningKeys.parse(FIRST + "\n" + SECOND)).hasToString("SigningKeys[1, 2]");
    }

    private static SealedBlock sealed(Origin origin) {
        try (BlockWriter writer = new BlockWriter(origin, 1 << 20, 3)) {
            for (String text : List.of("{}", "[]")) {
                writer.append(0, DocumentKind.XRAY_JSON, 1, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            }
            return writer.seal();
        }
    }
}
