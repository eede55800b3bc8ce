using MudBlazor;

namespace ContactCenter.Desktop.Shell;

/// <summary>Calm and dense: slate and one blue, the system's own font, in light and dark.</summary>
internal static class DesktopTheme
{
    private static readonly string[] Font = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "DejaVu Sans", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d5a8a",
            Secondary = "#4b5b6b",
            Info = "#1d5a8a",
            Success = "#1b6e43",
            Warning = "#8a5200",
            Error = "#b3261e",
            Background = "#eef1f4",
            Surface = "#ffffff",
            AppbarBackground = "#16324a",
            TextPrimary = "#18222c",
            TextSecondary = "#51606e",
            LinesDefault = "#d5dce3",
            TableLines = "#e2e7ec",
            ActionDefault = "#4b5b6b",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#86bdea",
            PrimaryContrastText = "#0d1a26",
            Secondary = "#aab7c4",
            Info = "#86bdea",
            Success = "#77cfa0",
            SuccessContrastText = "#08210f",
            Warning = "#f0b95f",
            WarningContrastText = "#2a1a00",
            Error = "#f49a92",
            ErrorContrastText = "#2b0a07",
            Background = "#10161c",
            Surface = "#182028",
            AppbarBackground = "#0b1218",
            TextPrimary = "#e6ebf0",
            TextSecondary = "#a3b0bd",
            LinesDefault = "#2c3843",
            TableLines = "#26313b",
            ActionDefault = "#aab7c4",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = ".8125rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "1.05rem", FontWeight = "600", LetterSpacing = "normal" },
        },
    };
}
