package io.github.trackflux.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The program. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class WebService {
    /** Starts it; see {@code application.yaml} for what can be set. */
    public static void main(String... args) {
        SpringApplication.run(WebService.class, args);
    }
}
