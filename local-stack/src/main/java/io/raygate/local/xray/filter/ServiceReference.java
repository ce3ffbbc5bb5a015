// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.document.ServiceId;

/**
 * Which services a selector means; an empty string means any.
 *
 * @param account of the service; the local stack has one
 */
record ServiceReference(String name, String type, String account) {

    static final ServiceReference ANY = new ServiceReference("", "", "");

    boolean matches(ServiceId service, String ownAccount) {
        return (name.isEmpty() || name.equals(service.name()))
                && (type.isEmpty() || type.equals(service.type()))
                && (account.isEmpty() || account.equals(ownAccount));
    }
}
