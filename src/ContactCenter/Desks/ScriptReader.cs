using ContactCenter.Desk;
using ContactCenter.Scripting;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Shows the agent who has a conversation what its script says and asks.</summary>
internal sealed class ScriptReader(TenantRuntime runtime)
{
    /// <summary>The script of a conversation; null where none is on, or what it knew has been erased.</summary>
    public async ValueTask<ScriptView?> ReadAsync(InteractionId interaction)
    {
        var store = runtime.Storage.Views;
        if (await runtime.Views.Interactions.FindAsync(store, interaction, CancellationToken.None).ConfigureAwait(false) is not { } conversation
            || await runtime.Views.Scripts.ListenerAsync(store, conversation, CancellationToken.None).ConfigureAwait(false) is not { } row
            || await runtime.Scripts.ReadAsync(row.Run).ConfigureAwait(false) is not var (run, presenter))
        {
            return null;
        }

        var demand = run.Demand;
        var steps = run.Program.Steps;
        var prompt = presenter.Present(run, ScriptMedium.Desk);
        var view = new ScriptView(
            run.Program.Name,
            run.Program.Version,
            demand.Step,
            steps.FirstOrDefault(step => step.Name == demand.Step) is { Title.Length: > 0 } step ? step.Title : demand.Step,
            KindOf(run.State),
            demand.Sequence,
            prompt?.Text ?? "");
        return view with
        {
            Refusal = prompt?.Refusal ?? "",
            Knowledge = prompt?.Knowledge,
            Options = [.. (prompt?.Choices ?? []).Select(static choice => new ScriptOptionView(choice.Key, choice.Label))],
            Type = prompt?.Type?.ToString(),
            MayGoBack = run.QuestionBefore is not null && view.Kind is not ScriptViewKind.Busy and not ScriptViewKind.Waiting,
            Anytime = view.Kind is ScriptViewKind.Busy
                ? []
                : [.. steps.Where(one => one.IsAnytime && one.Name != demand.Step).Select(static one => new ScriptOptionView(one.Name, one.Title.Length > 0 ? one.Title : one.Name))],
            Due = run.Due,
        };
    }

    private static ScriptViewKind KindOf(ScriptRunState state) => state switch
    {
        ScriptRunState.Saying => ScriptViewKind.Say,
        ScriptRunState.Noting => ScriptViewKind.Note,
        ScriptRunState.Asking => ScriptViewKind.Ask,
        ScriptRunState.Confirming => ScriptViewKind.Confirm,
        ScriptRunState.Waiting or ScriptRunState.Pausing or ScriptRunState.Transferring => ScriptViewKind.Waiting,
        _ => ScriptViewKind.Busy,
    };
}
