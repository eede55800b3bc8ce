namespace ContactCenter.Routing;
/// <summary>x</summary>
public sealed record CalendarSettings { 
/// <summary>x</summary>
public required CalendarId Id { get; init; } 
internal static string? FindFault(CalendarSettings s) => null; }
internal static class CalendarClock { public static (bool IsOpen, DateTimeOffset? NextChange) At(CalendarSettings s, DateTimeOffset now) => (true, null); }
/// <summary>x</summary>
public sealed record ServiceLevelTarget;
