using System.Text;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>Which keys have been pressed after one question, and when they answer it. Without a clock: whoever owns it waits <see cref="Patience"/> and calls <see cref="Elapse"/>.</summary>
/// <param name="plan">Which keys answer.</param>
/// <param name="pause">How long nobody presses another key before an answer that is long enough counts as whole.</param>
/// <param name="silence">After how long without a key silence counts, where the plan does not say.</param>
internal sealed class KeyCollector(KeyPlan plan, TimeSpan pause, TimeSpan silence)
{
    /// <summary>The keys a telephone has, RFC 4733 section 3.2.</summary>
    public const string Keys = "0123456789*#ABCD";

    private readonly StringBuilder _keys = new();

    /// <summary>Whether the answer is whole: nothing counts any more.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether a key has been pressed that counts.</summary>
    public bool HasBegun => _keys.Length > 0;

    /// <summary>How long to wait for the next key, from the last one or the end of what is said. An answer too short for the question gets as long as silence does.</summary>
    public TimeSpan Patience => _keys.Length > 0 && _keys.Length >= plan.Min ? pause : plan.Silence ?? silence;

    /// <summary>Takes a key.</summary>
    /// <returns>The answer, once it is whole; otherwise null.</returns>
    public string? Press(char key)
    {
        if (IsWhole || plan.Max < 1 || !Keys.Contains(key, StringComparison.Ordinal))
        {
            return null;
        }

        if (key == '#' && plan.ClosesWithHash)
        {
            return HasBegun ? Whole() : null; // alone it closes nothing
        }

        _keys.Append(key);
        return _keys.Length >= plan.Max ? Whole() : null;
    }

    /// <summary>The patience is over.</summary>
    /// <returns>The answer, empty for silence; null when it had been given before.</returns>
    public string? Elapse() => IsWhole ? null : Whole();

    private string Whole()
    {
        IsWhole = true;
        return _keys.ToString();
    }
}
