using Microsoft.Extensions.Logging;

namespace ContactCenter.Sqlite;

/// <summary>What every store of a tenant works with.</summary>
/// <param name="Time">All time.</param>
/// <param name="Logger">Where they report.</param>
/// <param name="Metrics">What they count.</param>
/// <param name="FaultPoint">See <see cref="SqliteOptions.FaultPoint"/>.</param>
internal sealed record StorageContext(TimeProvider Time, ILogger Logger, StorageMetrics Metrics, Action<string>? FaultPoint = null);
