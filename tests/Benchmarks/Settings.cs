using System.Globalization;

namespace ContactCenter.Benchmarks;

/// <summary>Options of the form <c>name=value</c>. A name nobody has asked for would be a misspelling; <see cref="Check"/> finds it.</summary>
internal sealed class Settings(IEnumerable<string> args)
{
    private readonly Dictionary<string, string> _given = args.Select(static a => a.Split('=', 2)).ToDictionary(
        static p => p[0],
        static p => p.Length == 2 ? p[1] : throw new ArgumentException($"'{p[0]}' has no value; write {p[0]}=value."));

    private readonly HashSet<string> _asked = [];

    public double Number(string name, double otherwise) =>
        Find(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public int Whole(string name, int otherwise) => (int)Number(name, otherwise);

    public int[] List(string name, params int[] otherwise) =>
        Find(name) is not { } text ? otherwise : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static n => int.Parse(n, CultureInfo.InvariantCulture))];

    public string[] Words(string name, params string[] otherwise) => Find(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? otherwise;

    /// <exception cref="ArgumentException">An option is known to nobody.</exception>
    public void Check()
    {
        if (_given.Keys.Except(_asked).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no option '{unknown}'; there are {string.Join(", ", _asked)}.");
        }
    }

    private string? Find(string name)
    {
        _asked.Add(name);
        return _given.GetValueOrDefault(name);
    }
}
