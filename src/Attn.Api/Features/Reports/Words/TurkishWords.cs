using System.Globalization;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Words;

internal static class TurkishWords
{
    public static ReportWords All { get; } =
        new()
        {
            Formats = new(@"dd\.mm\.yyyy", "%0.0", @"dd\.mm"),
            DayPattern = "dd.MM.yyyy",
            Number = "Öğrenci No",
            Name = "Adı Soyadı",
            Code = "Ders kodu",
            Section = "Şube",
            TermName = "Dönem",
            Teachers = "Öğretim elemanı",
            Date = "Tarih",
            Dates = "Tarih aralığı",
            Rule = "Kural",
            RuleOf = RuleOf,
            MadeAt = "Düzenlenme",
            Yes = "evet",
            No = "hayır",
            NotEnrolledThatDay = "O gün derse kayıtlı değil",
            Page = "Sayfa &P / &N",
            Status = StatusOf,
            Unit = UnitOf,
            Reason = ReasonOf,
            Flag = FlagOf,
            Decider = DeciderOf,
            Term = new()
            {
                SheetName = "Devam",
                Title = "Dönem devam çizelgesi",
                InBrackets = "ya da boş: bu öğrenci için sayılmaz",
                Filter = FilterOf,
                Part = "Öğrencilerin bir bölümü",
                After = number => $"{number} numaradan sonrakiler",
                UpTo = number => $"{number} numaraya kadar",
                Totals =
                [
                    "Katıldı",
                    "Geç",
                    "İzinli",
                    "Yok",
                    "Kabul edilmedi",
                    "Kontrol ediliyor",
                    "Devam yüzdesi",
                    "Sınır",
                ],
                Outlook = ["Sınıra ulaşabilir", "Daha kaçırabilir", "Art arda kaçırdı"],
                Hours = ["Katıldığı saat", "Kaçırdığı saat"],
                Units =
                [
                    "Birim",
                    "Var (birim)",
                    "Geç (birim)",
                    "Devamsızlık sayılan geç kalma",
                    "İzinli (birim)",
                    "Devam sayılan izinli",
                    "Hesaba katılmayan izinli",
                    "Yok ya da kabul edilmedi (birim)",
                    "Kontrol edilen (birim)",
                    "Yapılan (birim)",
                    "Devam edilen (birim)",
                    "Sayılan (birim)",
                    "Planlanan (birim)",
                    "Kalan (birim)",
                    "Yapılmayan",
                    "Kayıttan önce",
                    "Ayrıldıktan sonra",
                ],
                BelowLimit = "Sınırın altında",
                Exempt = "Muaf",
                NotOnList = "Listede yok",
                CsvTotals =
                [
                    "Katıldı",
                    "Geç",
                    "İzinli",
                    "Yok",
                    "Devam yüzdesi",
                    "Katıldığı saat",
                    "Kaçırdığı saat",
                    "Sınıra ulaşabilir",
                    "Kabul edilmedi",
                    "Kontrol ediliyor",
                    "Birim",
                    "Var (birim)",
                    "Geç (birim)",
                    "Devamsızlık sayılan geç kalma",
                    "Devam sayılan izinli",
                    "Hesaba katılmayan izinli",
                    "Devam edilen (birim)",
                    "Sayılan (birim)",
                    "Planlanan (birim)",
                    "Sınırın altında",
                    "Sınır (%)",
                    "Muaf",
                    "Sınıf listesinde",
                ],
            },
            Sessions = new()
            {
                SheetName = "Oturumlar",
                Title = "Oturumlar",
                Headings =
                [
                    "No",
                    "Tarih",
                    "Başlangıç",
                    "Bitiş",
                    "Durum",
                    "Saat",
                    "Öğretim elemanı",
                    "Katılan (parantezsiz V ve G)",
                    "Neden",
                ],
                Held = "Yapıldı",
                Cancelled = "İptal edildi",
                NotHeld = "Yapılmadı",
            },
            Session = new()
            {
                SheetName = "Yoklama",
                Title = "Yoklama",
                Headings =
                [
                    "Öğrenci No",
                    "Adı Soyadı",
                    "Durum",
                    "Geliş saati",
                    "Neden ya da not",
                    "Karar veren",
                    "Reddedilen yüz kontrolü",
                    "Dikkat",
                ],
                CsvHeadings =
                [
                    "Öğrenci No",
                    "Adı Soyadı",
                    "Durum",
                    "Geliş saati",
                    "Neden",
                    "Not",
                    "Karar veren",
                    "Reddedilen yüz kontrolü",
                    "Dikkat",
                ],
                IsRunning = "oturum sürüyor",
                Attended = "Katılan",
                Expected = "Beklenen",
                All = "Hepsi",
            },
        };

    private static StatusWords StatusOf(AttendanceStatus status) =>
        status switch
        {
            AttendanceStatus.Present => new("V", "Var"),
            AttendanceStatus.Late => new("G", "Geç"),
            AttendanceStatus.Pending => new("K", "Kontrol ediliyor"),
            AttendanceStatus.NotAccepted => new("R", "Kabul edilmedi"),
            AttendanceStatus.Excused => new("İ", "İzinli"),
            AttendanceStatus.Absent => new("Y", "Yok"),
        };

    private static string? FilterOf(TermFilter filter) =>
        filter.Only switch
        {
            null => null,
            TermPartQuery.BelowLimit => "Yalnız sınırın altındaki öğrenciler",
            TermPartQuery.CannotReach => "Yalnız sınıra artık ulaşamayacak öğrenciler",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Yalnız art arda {filter.InARow} ya da daha çok oturum kaçıran öğrenciler"
            ),
        };

    private static string RuleOf(CoursePolicy policy) =>
        string.Join(
            "; ",
            string.Create(CultureInfo.InvariantCulture, $"devam sınırı %{policy.LimitPercent:0.##}").Replace('.', ','),
            policy.Counts == CountedUnit.Hours ? "saat sayılır" : "oturum sayılır",
            policy.LatesPerAbsence == 0
                ? "geç kalan katılmış sayılır"
                : string.Create(CultureInfo.InvariantCulture, $"{policy.LatesPerAbsence} geç kalma 1 devamsızlıktır"),
            policy.Excused switch
            {
                ExcusedRule.Neutral => "izinli hesaba katılmaz",
                ExcusedRule.Attended => "izinli katılmış sayılır",
                ExcusedRule.Absent => "izinli yok sayılır",
            }
        );

    private static string UnitOf(CountedUnit unit) =>
        unit switch
        {
            CountedUnit.Sessions => "oturum",
            CountedUnit.Hours => "saat",
        };

    private static string DeciderOf(DecidedBy decider) =>
        decider switch
        {
            DecidedBy.System => "Sistem",
            DecidedBy.Teacher => "Öğretim elemanı",
        };

    private static string ReasonOf(ReasonCode code) =>
        code switch
        {
            ReasonCode.FaceRecognitionPending => "Öz çekim kontrol ediliyor.",
            ReasonCode.WifiFailed => "Kampüs ağında değil.",
            ReasonCode.FaceVerificationRequiredButImageMissing => "Öz çekim gönderilmedi.",
            ReasonCode.ReferenceImageNotFound => "Karşılaştırılacak profil fotoğrafı yok.",
            ReasonCode.FaceVerificationSubmissionFailed => "Öz çekim kontrol edilemedi.",
            ReasonCode.FaceVerificationFailed => "Yüz kontrolü başarısız oldu.",
            ReasonCode.FaceVerificationTimeout => "Kontrol çok uzun sürdü.",
            ReasonCode.NeedsTeacher => "Öğretim elemanı bakacak.",
            ReasonCode.SelfieUsedBefore => "Bu öz çekim daha önce kullanılmış.",
        };

    private static string FlagOf(RecordFlag flag) =>
        flag switch
        {
            RecordFlag.ManyFromOnePlace => "Aynı yerden çok sayıda giriş hakkı alındı",
            RecordFlag.LateTicket => "Kod geç kullanıldı",
            RecordFlag.FaceRefusedBefore => "Daha önce bir yüz kontrolü kabul edilmedi",
            RecordFlag.ProfilePhotoCopy => "Öz çekim profil fotoğrafına benziyor",
            RecordFlag.NotEnrolled => "Sınıf listesinde yok",
        };
}
