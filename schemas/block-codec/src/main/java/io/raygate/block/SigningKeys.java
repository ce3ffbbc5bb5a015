// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One tenant's keys for origins on shared streams, by version: the newest signs, each of them verifies. HMAC-SHA-256
 * (RFC 2104) of
 *
 * <pre>
 *  "raygate origin 1" | bytes in tenant, 4 B | tenant | bytes in cluster, 4 B | cluster | producer id, 8 B | version, 4 B
 * </pre>
 *
 * with texts in UTF-8 and numbers in big-endian order. That proves who made the origin; it does not bind the documents of
 * a block to it ({@code docs/adr/002-one-stream-per-tenant.md}). Immutable, thread-safe, never printed.
 */
public final class SigningKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "raygate origin 1".getBytes(StandardCharsets.US_ASCII);

    /** Two are enough to rotate. */
    private static final int MAX_VERSIONS = 16;

    /** A shorter key could be found by trying. */
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,8})[ \\t]+([!-~]{32,1024})");

    private final NavigableMap<Integer, SecretKeySpec> byVersion;

    private SigningKeys(NavigableMap<Integer, SecretKeySpec> byVersion) {
        this.byVersion = byVersion;
    }

    /**
     * From text with a line for each key: its version from 1, a space, the key in 32 or more visible ASCII characters.
     * Empty lines and those with {@code #} are passed over.
     *
     * @throws IllegalArgumentException where it is something else; the message tells nothing of a key
     */
    public static SigningKeys parse(String text) {
        NavigableMap<Integer, SecretKeySpec> keys = new TreeMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "line " + number
                                + " is not a signing key; write its version from 1, a space, and 32 or more visible characters");
            }
            byte[] key = parts.group(2).getBytes(StandardCharsets.US_ASCII);
            if (keys.put(Integer.valueOf(parts.group(1)), new SecretKeySpec(key, ALGORITHM)) != null) {
                throw new IllegalArgumentException("line " + number + " has the version of an earlier one");
            }
        }
        if (keys.isEmpty() || keys.size() > MAX_VERSIONS) {
            throw new IllegalArgumentException(keys.size() + " signing keys; write 1 to " + MAX_VERSIONS);
        }
        return new SigningKeys(keys);
    }

    /** The origin with the tenant's name, signed with the newest key. */
    public Origin sign(Origin origin, String tenant) {
        int version = byVersion.lastKey();
        byte[] signature = signature(byVersion.lastEntry().getValue(), origin, tenant, version);
        return origin.withClaim(new TenantClaim(tenant, version, HexFormat.of().formatHex(signature)));
    }

    /** Whether one of these keys has signed the origin's claim. Takes as long whatever the signature is. */
    public boolean verifies(Origin origin) {
        TenantClaim claim = origin.claim();
        SecretKeySpec key = byVersion.get(claim.keyVersion());
        if (key == null) {
            return false;
        }
        byte[] expected = signature(key, origin, claim.tenant(), claim.keyVersion());
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII),
                claim.signature().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SigningKeys" + byVersion.keySet();
    }

    private static byte[] signature(SecretKeySpec key, Origin origin, String tenant, int version) {
        byte[] tenantBytes = tenant.getBytes(StandardCharsets.UTF_8);
        byte[] clusterBytes = origin.cluster().getBytes(StandardCharsets.UTF_8);
        ByteBuffer signed = ByteBuffer.allocate(PURPOSE.length
                + Integer.BYTES
                + tenantBytes.length
                + Integer.BYTES
                + clusterBytes.length
                + Long.BYTES
                + Integer.BYTES);
        signed.put(PURPOSE).putInt(tenantBytes.length).put(tenantBytes);
        signed.putInt(clusterBytes.length).put(clusterBytes);
        signed.putLong(origin.producerId()).putInt(version);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
