using System.Globalization;

namespace FaultRunner;

/// <summary>How hard the host is tried.</summary>
public sealed record RunOptions
{
    public const string Help = """
        Sends a stream of SMS to the reference host and kills it again and again; the carrier's ledger is the judge.
          --points A,B   the fault points to die at                  (all)
          --hits N       how often each of them is to be hit         (20)
          --random N     how often to kill at any other moment       (40)
          --rate N       customer messages a second                  (2)
          --seed N       seed of chance                              (1)
          --folder DIR   keep data, ledger and host log here         (a temporary folder, removed when all is well)
        """;

    /// <summary>The points to die at.</summary>
    public IReadOnlyList<string> Points { get; init; } = FaultPoints.All;

    /// <summary>How often each point is to be hit.</summary>
    public int Hits { get; init; } = 20;

    /// <summary>How many kills at any moment there are besides.</summary>
    public int Random { get; init; } = 40;

    /// <summary>Customer messages a second.</summary>
    public double Rate { get; init; } = 2;

    public int Seed { get; init; } = 1;

    /// <summary>Where everything is kept; a temporary folder when null.</summary>
    public string? Folder { get; init; }

    /// <summary>How long the last host may take until every message is found and every customer answered.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static RunOptions Parse(string[] args)
    {
        var options = new RunOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value; --help lists the options.");
            options = args[i] switch
            {
                "--points" => options with { Points = FaultPoints.Parse(value) },
                "--hits" => options with { Hits = int.Parse(value, CultureInfo.InvariantCulture) },
                "--random" => options with { Random = int.Parse(value, CultureInfo.InvariantCulture) },
                "--rate" => options with { Rate = double.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
                "--folder" => options with { Folder = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"{args[i]} is no option of the fault runner; --help lists them."),
            };
        }

        return options;
    }
}
