// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.wire.RequestShape.Items;
import io.raygate.local.xray.wire.RequestShape.Pairs;
import io.raygate.local.xray.wire.RequestShape.Range;
import io.raygate.local.xray.wire.RequestShape.Scalar;
import io.raygate.local.xray.wire.RequestShape.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The front of the service, which knows requests by the API model (2016-04-12) alone and refuses what does not fit before an
 * operation sees it: a value of another type with a SerializationException, all broken constraints together with a
 * ValidationException. Members that the model does not have are passed over. Immutable.
 */
public final class RequestModel {

    /** Shapes of requests by path. */
    private static final String RESOURCE = "requests.json";

    /** Of a value in a message. */
    private static final int MAX_SHOWN = 100;

    /** Constraints in a message; a list of a thousand empty structures breaks thousands. */
    private static final int MAX_BROKEN = 20;

    private final Map<String, RequestShape> shapes = new HashMap<>();

    private RequestModel(JsonNode json) {
        json.properties().forEach(request -> shapes.put(request.getKey(), RequestShape.of(request.getValue())));
    }

    public static RequestModel load() {
        try (InputStream in = RequestModel.class.getResourceAsStream(RESOURCE)) {
            return new RequestModel(
                    RestJson.read(Objects.requireNonNull(in, RESOURCE).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource cannot be read: " + RESOURCE, e);
        }
    }

    /** Throws {@link XRayException} where a request to that path does not fit the model. */
    public void check(String path, RequestBody request) {
        RequestShape shape = shapes.get(path);
        if (shape == null) {
            return;
        }
        List<String> broken = new ArrayList<>();
        check(shape, request.json(), "", broken);
        if (!broken.isEmpty()) {
            throw XRayException.validation(broken);
        }
    }

    private static void check(RequestShape shape, JsonNode value, String place, List<String> broken) {
        switch (shape) {
            case Structure structure -> checkStructure(structure, value, place, broken);
            case Items items -> checkItems(items, value, place, broken);
            case Pairs pairs -> checkPairs(pairs, value, place, broken);
            case Scalar scalar -> checkScalar(scalar, value, place, broken);
        }
    }

    private static void checkStructure(Structure structure, JsonNode value, String place, List<String> broken) {
        require(value.isObject(), value, "Structure");
        structure.members().forEach((name, member) -> {
            JsonNode child = value.path(name);
            String where = place.isEmpty() ? camelCase(name) : place + "." + camelCase(name);
            if (!child.isMissingNode() && !child.isNull()) {
                check(member.shape(), child, where, broken);
            } else if (member.required()) {
                add(broken, "null", where, "Member must not be null");
            }
        });
    }

    private static void checkItems(Items items, JsonNode value, String place, List<String> broken) {
        require(value.isArray(), value, "List");
        checkRange(items.size(), value.size(), "length", value, place, broken);
        for (int i = 0; i < value.size(); i++) {
            String where = place + "." + (i + 1) + ".member";
            if (value.get(i).isNull()) {
                add(broken, "null", where, "Member must not be null");
            } else {
                check(items.item(), value.get(i), where, broken);
            }
        }
    }

    private static void checkPairs(Pairs pairs, JsonNode value, String place, List<String> broken) {
        require(value.isObject(), value, "Map");
        value.properties().forEach(pair -> {
            String where = place + "." + pair.getKey() + ".member";
            check(pairs.key(), RestJson.text(pair.getKey()), where, broken);
            check(pairs.value(), pair.getValue(), where, broken);
        });
    }

    private static void checkScalar(Scalar scalar, JsonNode value, String place, List<String> broken) {
        require(scalar.type().fits(value), value, scalar.type().label());
        if (value.isNumber()) {
            checkRange(scalar.range(), value.doubleValue(), "value", value, place, broken);
            return;
        }
        if (!value.isTextual()) {
            return;
        }
        String text = value.textValue();
        checkRange(scalar.range(), text.length(), "length", value, place, broken);
        if (!scalar.values().isEmpty() && !scalar.values().contains(text)) {
            add(broken, shown(value), place, "Member must satisfy enum value set: " + scalar.values());
        }
        if (scalar.pattern() != null && !scalar.pattern().matcher(text).matches()) {
            add(broken, shown(value), place, "Member must satisfy regular expression pattern: " + scalar.pattern());
        }
    }

    private static void checkRange(
            Range range, double actual, String what, JsonNode value, String place, List<String> broken) {
        if (actual < range.min()) {
            String least = RestJson.plain(range.min());
            add(broken, shown(value), place, "Member must have " + what + " greater than or equal to " + least);
        }
        if (actual > range.max()) {
            String most = RestJson.plain(range.max());
            add(broken, shown(value), place, "Member must have " + what + " less than or equal to " + most);
        }
    }

    private static void require(boolean fits, JsonNode value, String wanted) {
        if (!fits) {
            throw XRayException.serialization(value.getNodeType() + "_VALUE can not be converted to a " + wanted);
        }
    }

    private static void add(List<String> broken, String value, String place, String constraint) {
        if (broken.size() < MAX_BROKEN) {
            broken.add("Value " + value + " at '" + place + "' failed to satisfy constraint: " + constraint);
        }
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return "'" + (text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text) + "'";
    }

    private static String camelCase(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
