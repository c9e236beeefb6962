// PrometheusText

/// Prometheus' text exposition format, version 0.0.4.
public typealias PrometheusText = String
