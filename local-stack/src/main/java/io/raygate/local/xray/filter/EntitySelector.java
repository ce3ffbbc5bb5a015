// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.index.Request;
import java.util.List;

/**
 * Which requests GetTimeSeriesServiceStatistics counts: {@code service("x")}, {@code service(id(...))},
 * {@code edge("a", "b")}, {@code edge(id(...), id(...))}; the empty one means those of clients. Immutable.
 */
public final class EntitySelector {

    private final Expression expression;
    private final String account;

    private EntitySelector(Expression expression, String account) {
        this.expression = expression;
        this.account = account;
    }

    public static EntitySelector of(String expression, String account) {
        Expression parsed = expression.isBlank() ? new Expression.All(List.of()) : Selectors.parseAlone(expression);
        return new EntitySelector(parsed, account);
    }

    public boolean selects(Request request) {
        return switch (expression) {
            case Expression.Service service -> service.service().matches(request.to(), account);
            case Expression.Edge edge ->
                edge.from().matches(request.from(), account) && edge.to().matches(request.to(), account);
            default -> request.kind() == Request.Kind.ENTRY;
        };
    }

    /** True where it counts what a service answered, false where it counts what passed an edge. */
    public boolean isOfService() {
        return expression instanceof Expression.Service;
    }

    /** True where the expression was empty. */
    public boolean isOfClients() {
        return expression instanceof Expression.All;
    }
}
