using ContactCenter.Calls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Lines;

/// <summary>All trunks, and the guard in front of them. Lines follow the configuration while the center runs; everything else is read at start.</summary>
internal sealed class TrunkTable : IVoiceTrunks, ILineCheck, IDisposable
{
    private static readonly TimeSpan BetweenAlarms = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Trunk> _trunks;
    private readonly Dictionary<string, int> _configured;
    private readonly Dictionary<VoiceAlarmKind, DateTimeOffset> _alarmed = [];
    private readonly Lock _lock = new();
    private readonly LineMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FraudGuard _guard;
    private readonly IDisposable? _reloading;

    public TrunkTable(IOptionsMonitor<VoiceOptions> options, LineMetrics metrics, TimeProvider time, ILogger<TrunkTable> logger)
    {
        var now = options.CurrentValue;
        _trunks = now.Trunks.ToDictionary(static t => t.Key, static t => new Trunk(t.Key, t.Value), StringComparer.Ordinal);
        _configured = now.Trunks.ToDictionary(static t => t.Key, static t => t.Value.Lines, StringComparer.Ordinal);
        (_metrics, _time, _logger, _guard) = (metrics, time, logger, new FraudGuard(now.Guard, time));
        _reloading = options.OnChange(Reload);
    }

    public event Action<VoiceTrunkStatus>? Changed;

    public event Action<VoiceAlarm>? Alarmed;

    public IReadOnlyCollection<Trunk> All => _trunks.Values;

    public Trunk? Find(string name) => _trunks.GetValueOrDefault(name);

    public IReadOnlyList<VoiceTrunkStatus> List() => [.. _trunks.Values.OrderBy(static t => t.Name, StringComparer.Ordinal).Select(static t => t.Status)];

    public bool SetLines(string trunk, int lines)
    {
        ArgumentNullException.ThrowIfNull(trunk);
        if (lines is < 0 or > 10_000)
        {
            throw new ArgumentOutOfRangeException(nameof(lines), lines, $"{lines} is no number of lines; set it to 0 to 10000.");
        }

        if (Find(trunk) is not { } found)
        {
            return false;
        }

        found.Lines.Limit = lines;
        _logger.LinesAre(trunk, lines, found.Lines.InUse);
        Changed?.Invoke(found.Status);
        return true;
    }

    /// <summary>The trunks to call a number by, the best first, each with what a minute costs.</summary>
    /// <param name="number">Whom, canonical.</param>
    /// <param name="only">The one trunk that was asked for; null: any.</param>
    public IReadOnlyList<(Trunk Trunk, decimal CostPerMinute)> Choose(string number, string? only = null)
    {
        var asked = only is null ? _trunks.Values : Find(only) is { } one ? [one] : (IEnumerable<Trunk>)[];
        return [.. TrunkChoice.Order(number, IsEmergency(number), asked.Select(static t => t.Offer)).Select(c => (_trunks[c.Name], c.CostPerMinute))];
    }

    public bool IsEmergency(string number) => _trunks.Values.Any(t => t.Numbers.IsEmergency(number));

    public CallOrderResult Check(string number)
    {
        var isEmergency = IsEmergency(number);
        return _guard.Look(number, isEmergency) switch
        {
            VoiceAlarmKind.Prefix => LineRefusals.Prefix,
            VoiceAlarmKind.Rate => LineRefusals.Rate,
            VoiceAlarmKind.Cost => LineRefusals.Cost,
            _ when Choose(number).Count > 0 => CallOrderResult.Done,
            _ => LineRefusals.Of(number, isEmergency, [.. _trunks.Values.Select(static t => t.Offer)]),
        };
    }

    /// <summary>Asks the guard for a call outside; null when it may not be made, which is told then.</summary>
    public GuardedCall? Permit(string number)
    {
        if (_guard.Ask(number, IsEmergency(number), out var call) is not { } kind)
        {
            return call;
        }

        _metrics.Guarded(kind);
        var alarm = new VoiceAlarm(kind, _time.GetUtcNow(), _guard.SpentToday);
        lock (_lock)
        {
            if (_alarmed.TryGetValue(kind, out var last) && alarm.At - last < BetweenAlarms)
            {
                return null;
            }

            _alarmed[kind] = alarm.At;
        }

        _logger.Guarded(kind, alarm.SpentToday);
        Alarmed?.Invoke(alarm);
        return null;
    }

    /// <summary>A trunk has answered, or not.</summary>
    public void Tell(Trunk trunk, VoiceTrunkState state, string detail)
    {
        if (trunk.Become(state, detail))
        {
            _logger.TrunkIs(trunk.Name, state, detail);
            Changed?.Invoke(trunk.Status);
        }
    }

    public void Dispose() => _reloading?.Dispose();

    /// <summary>A value set while the center runs stays until the one in the configuration changes.</summary>
    private void Reload(VoiceOptions options)
    {
        foreach (var (name, trunk) in options.Trunks)
        {
            bool isNew;
            lock (_lock)
            {
                isNew = _configured.TryGetValue(name, out var before) && before != trunk.Lines;
                if (isNew)
                {
                    _configured[name] = trunk.Lines;
                }
            }

            if (isNew)
            {
                SetLines(name, trunk.Lines);
            }
        }
    }
}
