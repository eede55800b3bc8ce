using System.Collections.Immutable;
using ContactCenter.Configuration;
using ContactCenter.Interactions;
using ContactCenter.Projections;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>
/// The action <c>voice.message</c>: the caller leaves a message after a beep, which becomes work of a queue. The center does it itself, since it takes as long as the caller talks: it
/// is asked of the interaction, and what the recording comes to is the run's next input.
/// </summary>
internal sealed class VoiceMessageAction : IScriptAction
{
    public const string Name = "voice.message";
    public const string Queue = "queue";
    public const string Length = "length";

    public ScriptActionSignature Signature { get; } = new(Name, [new ScriptField(Queue, "text", IsOptional: true)], [new ScriptField(Length, "duration")]) { Timeout = TimeSpan.FromMinutes(15) };

    public ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ScriptActionResult(false, ImmutableDictionary<string, string>.Empty, "no-caller"));
}

/// <summary>Asks interactions for what <see cref="VoiceMessageAction"/> wants.</summary>
internal sealed class VoiceMessages(InteractionIndex interactions, LiveConfiguration configuration, InteractionHost host)
{
    /// <summary>Has the caller of a run's interaction leave a message. Under the same key once.</summary>
    /// <returns>Why that cannot be; null when it is under way.</returns>
    public async Task<string?> AskAsync(Guid run, int demand, ScriptActionCall call)
    {
        var current = configuration.Current;
        var policy = current.Endpoints.Policy(interactions.Find(call.Interaction)?.Endpoint ?? default, default);
        var queue = policy.Queue;
        if (call.Arguments.TryGetValue(VoiceMessageAction.Queue, out var named) && named.Length > 0)
        {
            if (!current.Options.Queues.ContainsKey(named))
            {
                return "no-such-queue";
            }

            queue = new QueueId(named);
        }

        var ask = new InteractionCommand.AskVoiceMessage(run, demand, queue, policy.Priority);
        var result = await host.PostAsync(call.Interaction, new InteractionInput(DerivedId.From(call.Key, 2), null, Principal.System, ask)).ConfigureAwait(false);
        return result.Status is Desk.DeskStatus.Done or Desk.DeskStatus.Repeated ? null : "no-caller";
    }
}
