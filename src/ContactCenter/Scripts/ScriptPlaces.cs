using ContactCenter.Configuration;
using ContactCenter.Projections;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>In which interaction a run is now, and in which language, channel and time zone one begins.</summary>
internal sealed class ScriptPlaces(LiveConfiguration configuration, ScriptIndex index, IViewStore store)
{
    /// <summary>The interaction a run speaks in; null when it is not in memory.</summary>
    public InteractionId? Of(Guid run) => index.Find(run)?.Interaction;

    /// <summary>A run as the views have it, which may be behind; null when they do not.</summary>
    public ValueTask<ScriptRow?> RowOfAsync(Guid run) => index.FindAsync(store, run, CancellationToken.None);

    /// <summary>How a run begins that a customer's message leads to.</summary>
    public ScriptRunSettings SettingsFor(ScriptProgram program, ScriptPlace at)
    {
        var options = configuration.Current.Options;
        var endpoint = configuration.Current.Endpoints.Options(at.Endpoint);
        var calendar = options.Queues.GetValueOrDefault(endpoint?.Queue ?? "")?.Calendar;
        return new ScriptRunSettings
        {
            Language = program.Languages.Contains(endpoint?.Language ?? "") ? endpoint!.Language : null,
            Channel = ChannelFor(program, at),
            TimeZone = calendar is { Length: > 0 } && options.Calendars.TryGetValue(calendar, out var known) ? known.TimeZone : endpoint?.Hours?.TimeZone ?? "UTC",
        };
    }

    /// <summary>The script's own word for the channel; where it has none, that for any written one.</summary>
    private static string? ChannelFor(ScriptProgram program, ScriptPlace at) =>
        at.Agent is not null && program.Channels.Contains("agent") ? "agent"
        : program.Channels.Contains(at.Channel.Value) ? at.Channel.Value
        : program.Channels.Contains("chat") ? "chat" : null;
}
