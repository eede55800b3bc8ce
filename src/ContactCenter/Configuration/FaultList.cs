using System.Globalization;
using ContactCenter.Administration;

namespace ContactCenter.Configuration;

/// <summary>Collects every fault there is, each as key, value, remedy. The rules more than one kind of thing obeys are here.</summary>
internal sealed class FaultList
{
    private readonly List<ConfigurationFault> _faults = [];

    public IReadOnlyList<ConfigurationFault> All => _faults;

    /// <param name="path">Where, without <c>ContactCenter:</c>.</param>
    /// <param name="rule">The rule's stable name.</param>
    /// <param name="says">What goes on behind the path: the value and the remedy.</param>
    /// <param name="values">What it speaks of.</param>
    public void Add(string path, string rule, string says, params ReadOnlySpan<string> values) =>
        _faults.Add(new ConfigurationFault(path, rule, values.ToArray(), $"ContactCenter:{path}{says}"));

    public void Key(string path, string key)
    {
        if (!KeyRules.IsValid(key))
        {
            Add(path, "key", $": '{key}' is no key; use 1 to {KeyRules.MaxLength} of a-z, 0-9, '.', '_', '-', '+', beginning with a letter or digit.", key);
        }
    }

    /// <summary>A key, or nothing.</summary>
    public void KeyOrNone(string path, string key)
    {
        if (key.Length > 0)
        {
            Key(path, key);
        }
    }

    public void Keys(string path, IEnumerable<string?> keys)
    {
        foreach (var key in keys)
        {
            Key(path, key ?? "");
        }
    }

    /// <summary>A language by its two letters.</summary>
    public void Language(string path, string language)
    {
        if (language.Length != 2 || !language.All(char.IsAsciiLetterLower))
        {
            Add(path, "language", $": '{language}' is no language; write two letters, such as en or it.", language);
        }
    }

    /// <summary>Something is null that is to be described.</summary>
    public void Missing(string path) => Add(path, "missing", " is empty; describe it, or leave it out.");

    /// <summary>A tenant's id names its folder; one is the center's own.</summary>
    public void Tenant(string id)
    {
        Key("Tenants", id);
        if (id.StartsWith('+'))
        {
            Add("Tenants", "tenant-reserved", $": '{id}' begins with '+', which is the center's own; begin with a letter or digit.", id);
        }
    }

    public void Range<T>(string path, T value, T least, T most)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            Add(path, "range", string.Create(CultureInfo.InvariantCulture, $" is {value}; set {least} to {most}."), Text(value), Text(least), Text(most));
        }
    }

    public void Skills(string path, Dictionary<string, int> skills)
    {
        foreach (var (skill, level) in skills)
        {
            Key(path, skill);
            Range($"{path}:{skill}", level, 1, 10);
        }
    }

    public void Answer(string path, string answer, string when)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            Add(path, "answer-empty", $" is empty; write what a customer is told when {when}.");
        }
        else if (answer.Length > 1_600)
        {
            Add(path, "answer-long", $" has {answer.Length} characters; write at most 1600.", Text(answer.Length), "1600");
        }
    }

    public void Name(string path, string name)
    {
        if (name.Length > 200)
        {
            Add(path, "name-long", $" has {name.Length} characters; write at most 200.", Text(name.Length), "200");
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
