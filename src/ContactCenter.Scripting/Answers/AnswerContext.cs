using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Answers;

/// <summary>What an answer depends on besides its words.</summary>
internal sealed record AnswerContext
{
    public required Language Language { get; init; }

    /// <summary>ISO 3166, such as <c>IT</c>: of national telephone numbers and addresses; in <c>US</c> a month stands before its day.</summary>
    public required string Country { get; init; }

    /// <summary>When it is.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>In which zone today and the clock are meant.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The answer consists of telephone keys.</summary>
    public bool Keyed { get; init; }

    public IPhoneReader Phones { get; init; } = PhoneReader.Instance;

    /// <summary>Now as the clocks of <see cref="Zone"/> show it.</summary>
    public DateTime LocalNow => TimeZoneInfo.ConvertTime(Now, Zone).DateTime;

    public DateOnly Today => DateOnly.FromDateTime(LocalNow);
}
