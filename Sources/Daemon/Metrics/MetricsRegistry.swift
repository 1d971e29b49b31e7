import Metrics
import Synchronization

/// Keeps the metrics of a process and writes them down for Prometheus: what swift-metrics calls a factory.
///
/// Every series is made once and kept until it is destroyed; asking for it again gives the same one.
public final class MetricsRegistry: Sendable {
    /// The largest number of series: a label that takes ever new values fills no memory. Series beyond it are not kept,
    /// and counted in `letopis_metrics_series_refused_total`.
    public static let seriesMax = 2_000

    private struct Family {
        let kind: MetricKind
        var series: [MetricLabels: any MetricSeries] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    private let refused = CounterSeries()

    /// A registry without series.
    public init() {
        state.withLock {
            $0.families[Self.refusedName] = Family(kind: .counter, series: [MetricLabels([]): refused])
        }
    }

    private static let refusedName = "letopis_metrics_series_refused_total"

    /// Makes this the registry of all metrics of the process that name none; once in a process.
    public func bootstrap() { MetricsSystem.bootstrap(self) }

    /// All series in Prometheus's text format, version 0.0.4, families and series in the order of their names.
    public var text: String {
        let families = state.withLock { $0.families }
        var text = PrometheusText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            text.begin(name, family.kind)
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                series.write(name, labels, to: &text)
            }
        }
        return text.text
    }

    /// The series of a name and labels, made where it is missing; one that is not kept where it cannot be.
    private func series<Series: MetricSeries>(
        _ name: String, _ dimensions: [(String, String)], _ kind: MetricKind, _ make: () -> Series
    ) -> Series {
        let labels = MetricLabels(dimensions)
        let kept: Series? = state.withLock { state in
            var family = state.families[name] ?? Family(kind: kind)
            if let known = family.series[labels] { return known as? Series }
            guard family.kind == kind, state.count < Self.seriesMax else { return nil }
            let series = make()
            family.series[labels] = series
            state.families[name] = family
            state.count += 1
            return series
        }
        if let kept { return kept }
        refused.increment(by: 1)
        return make()
    }

    private func destroy(_ series: AnyObject) {
        state.withLock { state in
            for (name, family) in state.families {
                for (labels, known) in family.series where known === series {
                    state.families[name]?.series[labels] = nil
                    state.count -= 1
                }
            }
        }
    }
}

extension MetricsRegistry: MetricsFactory {
    /// A counter; its name ends with `_total`.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(MetricKind.counter.name(label), dimensions, .counter, CounterSeries.init)
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(MetricKind.gauge.name(label), dimensions, .gauge, GaugeSeries.init)
    }

    /// A histogram of values, or a gauge where they are not to be added up.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        let name = MetricKind.gauge.name(label)
        guard aggregate else { return series(name, dimensions, .gauge, GaugeSeries.init) }
        return series(name, dimensions, .histogram) { HistogramSeries(bounds: HistogramSeries.valueBounds) }
    }

    /// A histogram of seconds; its name ends with `_seconds`.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(MetricKind.histogram.name(label), dimensions, .histogram) {
            HistogramSeries(bounds: HistogramSeries.secondBounds)
        }
    }

    /// Forgets a counter.
    public func destroyCounter(_ handler: any CounterHandler) { destroy(handler) }

    /// Forgets a gauge.
    public func destroyMeter(_ handler: any MeterHandler) { destroy(handler) }

    /// Forgets a histogram or gauge.
    public func destroyRecorder(_ handler: any RecorderHandler) { destroy(handler) }

    /// Forgets a histogram.
    public func destroyTimer(_ handler: any TimerHandler) { destroy(handler) }
}
