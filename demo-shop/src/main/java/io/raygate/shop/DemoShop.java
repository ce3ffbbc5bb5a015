// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.amazonaws.xray.config.DaemonConfiguration;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the shop until the process is told to stop. */
public final class DemoShop {

    /** Held here, since the log manager forgets the level of a logger that nobody refers to. */
    private static final Logger SDK_LOGGER = Logger.getLogger("com.amazonaws.xray");

    private DemoShop() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        SDK_LOGGER.setLevel(Level.OFF);
        ShopOptions options;
        try {
            options = ShopOptions.parse(args, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("demo shop: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(ShopOptions.USAGE);
            return;
        }
        configure(options);
        run(options);
    }

    private static void configure(ShopOptions options) {
        System.setProperty(DaemonConfiguration.DAEMON_ADDRESS_SYSTEM_PROPERTY_KEY, options.daemonAddress());
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer waits for a delayed ACK
    }

    private static void run(ShopOptions options) throws IOException, InterruptedException {
        SourceAddresses sources = SourceAddresses.find(Shop.SERVICES);
        if (!sources.distinct()) {
            System.out.println("demo shop: 127.0.0.2 cannot be bound here, so all services send from 127.0.0.1");
        }
        var dice = new Dice(new Random());
        Shop shop = Shop.open(sources, dice);
        Customers customers = Customers.arrive(shop.storefront(), options.requestsPerSecond(), dice);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(customers, shop)));
        System.out.printf(
                "demo shop: %d services, %s requests/s → %s%n",
                Shop.SERVICES, plain(options.requestsPerSecond()), options.daemonAddress());
        new CountDownLatch(1).await();
    }

    private static void stop(Customers customers, Shop shop) {
        customers.close();
        shop.close();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
