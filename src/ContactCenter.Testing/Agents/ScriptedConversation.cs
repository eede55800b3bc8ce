using System.Collections.Immutable;
using System.Diagnostics;
using ContactCenter.Desk;

namespace ContactCenter.Testing;

/// <summary>One conversation of a scripted agent, step by step.</summary>
internal sealed class ScriptedConversation(WorkingAgent agent, InteractionId interaction, Random random)
{
    /// <summary>The customer's messages when the last answer was written; null before the first.</summary>
    private int? _answered;

    /// <returns>Whether every step was done; false when the conversation went to somebody else before, or a step was refused.</returns>
    public async Task<bool> RunAsync(ImmutableArray<AgentStep> steps)
    {
        foreach (var step in steps)
        {
            if (await agent.UntilAsync(interaction, view => IsDue(step, view)).ConfigureAwait(false) is not { } view)
            {
                return false;
            }

            await agent.PauseAsync(step.Pace.Draw(random)).ConfigureAwait(false);
            if (!await agent.TryAsync(CommandFor(step, view)).ConfigureAwait(false))
            {
                return false;
            }

            _answered = step is AgentStep.Write ? MessagesIn(view) : _answered;
        }

        return true;
    }

    private bool IsDue(AgentStep step, InteractionView view) => step switch
    {
        AgentStep.Close => view.Summary.Status == InteractionStatus.WrapUp,
        AgentStep.Write { AwaitsCustomer: true } => view.MayWrite && HasAsked(view),
        _ => view.MayWrite,
    };

    /// <summary>After an answer of its own the messages are counted: the summary is a moment behind what was just written.</summary>
    private bool HasAsked(InteractionView view) => _answered is { } before ? MessagesIn(view) > before : view.Summary.Unanswered > 0;

    private static int MessagesIn(InteractionView view) => view.Timeline.Count(static t => t.Kind == TimelineKind.MessageIn);

    private DeskCommand CommandFor(AgentStep step, InteractionView view) => step switch
    {
        AgentStep.Write s => new DeskCommand.SendMessage(interaction, SessionOf(view), s.Text),
        AgentStep.Note s => new DeskCommand.AddNote(interaction, s.Text),
        AgentStep.ToQueue s => new DeskCommand.TransferToQueue(interaction, s.Queue),
        AgentStep.ToAgent s => new DeskCommand.TransferToAgent(interaction, s.Agent),
        AgentStep.End => new DeskCommand.EndInteraction(interaction),
        AgentStep.Close s => new DeskCommand.CloseInteraction(interaction, s.Disposition),
        _ => throw new UnreachableException($"No rule for {step.GetType().Name}."),
    };

    /// <summary>Where the customer wrote last.</summary>
    private static SessionId SessionOf(InteractionView view) =>
        view.Timeline.LastOrDefault(static t => t.Kind == TimelineKind.MessageIn)?.Session ?? view.Sessions[0].Session;
}
