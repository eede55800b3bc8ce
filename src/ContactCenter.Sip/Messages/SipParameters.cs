using System.Collections;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>One parameter of a header or of a URI.</summary>
/// <param name="Name">Its name, as written; compared without case.</param>
/// <param name="Value">Its value without quotes and escapes; null where it has none, which is something else than an empty one.</param>
/// <param name="IsQuoted">True where the value is to be written in quotes even if it could stand without.</param>
public readonly record struct SipParameter(string Name, string? Value, bool IsQuoted = false);

/// <summary>The parameters of a header's value or of a URI, in order. RFC 3261 section 7.3.1.</summary>
/// <remarks>Immutable; safe to share. Where a name stands twice, the first counts.</remarks>
public sealed class SipParameters : IReadOnlyList<SipParameter>
{
    private readonly SipParameter[] _all;

    internal SipParameters(SipParameter[] all) => _all = all;

    /// <summary>No parameters.</summary>
    public static SipParameters Empty { get; } = new([]);

    /// <inheritdoc />
    public int Count => _all.Length;

    /// <inheritdoc />
    public SipParameter this[int index] => _all[index];

    /// <summary>The value of a name; null where the name is not there or has no value.</summary>
    public string? this[string name] => Find(name) is { } at and >= 0 ? _all[at].Value : null;

    /// <summary>True where the name is there, with a value or without.</summary>
    public bool Has(string name) => Find(name) >= 0;

    /// <summary>These parameters and one more, or with another value where the name is there already.</summary>
    /// <exception cref="ArgumentException">The name is no token.</exception>
    public SipParameters With(string name, string? value = null, bool quoted = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!SipText.IsToken(name))
        {
            throw new ArgumentException($"'{SipText.Shown(name)}' is no parameter's name; write a token.", nameof(name));
        }

        var at = Find(name);
        if (at < 0)
        {
            return new SipParameters([.. _all, new SipParameter(name, value, quoted)]);
        }

        // A second one of the name would mean something else to whoever takes the last.
        var all = new List<SipParameter>(_all) { [at] = new SipParameter(name, value, quoted) };
        all.RemoveAll(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase) && !ReferenceEquals(p.Name, name));
        return new SipParameters([.. all]);
    }

    /// <summary>These parameters without those of this name.</summary>
    public SipParameters Without(string name) =>
        Has(name) ? new SipParameters(Array.FindAll(_all, p => !string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))) : this;

    /// <inheritdoc />
    public IEnumerator<SipParameter> GetEnumerator() => ((IEnumerable<SipParameter>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _all.GetEnumerator();

    /// <summary>As in a header: <c>;name=value</c> each, with quotes where they are due.</summary>
    public override string ToString()
    {
        if (_all.Length == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        AppendTo(text);
        return text.ToString();
    }

    internal void AppendTo(StringBuilder text)
    {
        foreach (var parameter in _all)
        {
            text.Append(';').Append(parameter.Name);
            if (parameter.Value is { } value)
            {
                text.Append('=').Append(parameter.IsQuoted || !SipParameterScanner.IsPlain(value) ? SipText.Quoted(value) : value);
            }
        }
    }

    private int Find(string name)
    {
        for (var at = 0; at < _all.Length; at++)
        {
            if (string.Equals(_all[at].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }
}
