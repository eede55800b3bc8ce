using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StubCarrier;

/// <summary>
/// What really happened at the carrier, in order; the judge where a host's own log is the accused. Events: <c>inbound</c> (a customer
/// wrote), <c>inbound-ack</c> (what the host answered; status 0 when it could not be reached), <c>outbound</c> (a message taken for
/// delivery), <c>outbound-refused</c>, <c>status</c> and <c>status-ack</c>. Thread-safe; a line is with the operating system before it counts.
/// </summary>
public sealed class Ledger : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _lock = new();
    private readonly List<LedgerLine> _lines = [];
    private readonly FileStream? _file;

    public Ledger(CarrierOptions options) =>
        _file = options.LedgerPath is { } path ? new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0) : null;

    public void Write(LedgerLine line)
    {
        lock (_lock)
        {
            line = line with { Seq = _lines.Count + 1, At = DateTimeOffset.UtcNow };
            _file?.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n']);
            _lines.Add(line);
        }
    }

    public IReadOnlyList<LedgerLine> Read(int from = 0)
    {
        lock (_lock)
        {
            return _lines.GetRange(Math.Min(from, _lines.Count), Math.Max(0, _lines.Count - from));
        }
    }

    public void Dispose() => _file?.Dispose();
}

/// <summary>One line of the ledger; fields that do not apply are absent.</summary>
public sealed record LedgerLine(string Event, string? Sid = null)
{
    public int Seq { get; init; }

    public DateTimeOffset At { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Body { get; init; }

    public string? StatusCallback { get; init; }

    /// <summary>The HTTP status answered; 0 when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The message status reported.</summary>
    public string? MessageStatus { get; init; }

    public string? Error { get; init; }

    /// <summary>The fault that struck, if one did.</summary>
    public string? Fault { get; init; }
}
