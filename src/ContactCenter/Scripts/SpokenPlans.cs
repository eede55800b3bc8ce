using ContactCenter.Channels;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>How a script's prompt is said on a telephone. Pure.</summary>
internal static class SpokenPlans
{
    public static SpokenPlan Of(ScriptPrompt prompt)
    {
        // A recording says the line alone; why the last answer was not taken, and the choices, stand around it.
        var at = prompt.Audio is null || prompt.Text.Length == 0 ? -1 : prompt.Body.IndexOf(prompt.Text, StringComparison.Ordinal);
        return new SpokenPlan(prompt.Language)
        {
            Recording = at < 0 ? null : prompt.Audio,
            RecordedFrom = Math.Max(at, 0),
            RecordedLength = at < 0 ? 0 : prompt.Text.Length,
            Keys = prompt.IsQuestion ? new KeyPlan(prompt.Keys?.Min ?? 0, prompt.Keys?.Max ?? 0, prompt.Keys?.ClosesWithHash ?? false) { Silence = prompt.Silence } : null,
        };
    }
}
