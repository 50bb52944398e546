"""English words of the trade: what they mean and which only show the language (data)."""

FUNCTION = """
i you he she it we they me him us them my your his her its our their this that these those the an and or
but so because if of to in on at by for from with without about into after before since until again
still yet already is are was were be been being am do does did done has have had having will would can
could should may might must not no yes what which who whom whose when where why how many much some any
all each every both few more most other another there here now then just only very too also please pls
plz hello hi hey thanks thank thx good morning evening afternoon day days week weeks month months today
tomorrow yesterday it's don't doesn't didn't isn't hasn't haven't can't won't i'm i've we've someone
something nothing never know want need get got give gave said says say told tell ask asked asking him's
customer's let u ur im dont cant wont didnt hasnt havent isnt doesnt as than up out dear sir regards
kindly one two three first new old
"""

WORDS = {
    "CONTRACT": """
        contract contracts file case subscription order request files cases orders subscriptions
    """,
    "STATUS": """
        status state update updates progress situation news validated validation approved activated
        activation active accepted rejected refused closed processed pending where_are_we how_is_it_going
        what's_up what_is_going any_news going_on done_yet finished ready follow_up latest where_is
        what_happened_to happening in_progress done_or_not where_does_it_stand stand went_through missing
        what's_missing gone_through look_into looking_into how_long gets_activated get_activated go_through
        any_change turn_out
    """,
    "ASK": """
        what when where why how is_it has_it is_the has_the can_you could_you do_you know tell let_me_know
        did does was_it which can_someone could_someone can_they could_they
    """,
    "CHECK": """
        check checking verify look_up look_at confirm looking_at see
    """,
    "NEG": """
        not no never nothing nobody didn don doesn hasn haven isn aren wasn cannot without didnt dont doesnt
        hasnt havent isnt nt
    """,
    "NOTYET": """
        not_yet still_not hasn't_been haven't_been still_waiting still_nothing nothing_yet no_one_came
        nobody_came still_no yet_to_be still_hasn't still_isn't hasnt_been
    """,
    "DELAY": """
        late delay delayed delays overdue too_long so_long slow_process taking_too taking_forever forever
        hurry speed_up behind_schedule taking_long long_time past_due ages behind slow_installation dragging
        drags waited_too how_much_longer quickly_please running_late still_offline is_still_offline
        how_many_weeks over_3_weeks over_two_weeks over_a_month still_pending left_waiting
    """,
    "WAIT": """
        wait waiting waited waits patient patience
    """,
    "SINCE": """
        since for_two for_three for_a_week for_weeks for_days for_a_month for_months a_month_ago weeks_ago
        days_ago been_weeks weeks months more_than_a last_month last_week been_waiting been_a_month been_two
    """,
    "INSTALL": """
        install installed installation installing installer connect connected connection_done setup set_up
        wiring fiber fibre wired no_fiber hook_up hooked connect_the
    """,
    "TECH": """
        technician technicians tech engineer team crew installer nobody no_one guys
    """,
    "COME": """
        come came coming show showed shown visit visited arrive arrived turn_up turned_up passed called
        contacted call
    """,
    "ANNUL": """
        cancel* terminat* withdraw* withdrew resign_the doesn't_want don't_want no_longer_want
        no_longer_wants not_interested no_longer_interested changed_his_mind changed_her_mind
        changed_their_mind stop_the_contract end_the_contract doesnt_want dont_want call_it_off back_out
        backed_out wants_out void_the wants_to_stop pull_out pulls_out change_of_mind refuses_to not_agree
        disagrees refuses backing_out backs_out stop_everything change_her_mind change_his_mind
        not_going_through_with doesn't_need_the_fiber
    """,
    "ADDRESS": """
        address adresses street building floor apartment flat location city neighborhood neighbourhood
        house_number house home_address
    """,
    "MOVED": """
        moved moving_to relocated new_address different_address moved_to
    """,
    "WRONG": """
        wrong incorrect incorrectly error errors mistake mistakes mistaken invalid false bad_number
        not_right isn't_right not_correct isn't_correct misspelled mistyped typo fix correct_the correct_it
        doesn't_match does_not_match not_the_right isn't_the_right belongs_to_someone belong_to
        doesn't_exist does_not_exist outdated mix_up mixed_up instead_of misprint misspelt spelled_wrong
        old_number not_the_right_one
    """,
    "CHANGE": """
        change changed changing modify update_the edit replace amend
    """,
    "PHONE": """
        phone telephone mobile cell contact contacts phone_number contact_number customer's_number
        client's_number email customer_number customer_name client_name client's_name customer's_name
        update_client's_phone update_the_phone name_is surname family_name
    """,
    "NUMBER": """
        number numbers
    """,
    "UNREACHABLE": """
        unreachable not_answering doesn't_answer does_not_answer no_answer not_reachable can't_reach
        cannot_reach switched_off out_of_service not_in_service doesn't_pick not_picking goes_to_voicemail
        voicemail rings_out turned_off phone_is_off doesn't_respond
    """,
    "CLIENT": """
        customer customers client clients subscriber
    """,
    "BLOCKED": """
        blocked stuck blocking frozen on_hold held_up not_moving doesn't_move isn't_moving no_progress
        stalled blockage unblock can't_proceed cannot_proceed jammed suspended saturated no_free_port
        no_ports port_full hung nothing_moves doesn't_progress not_progressing standby stand_by seems_frozen
        paused no_available_port same_state no_movement keeps_getting_rejected won't_validate
        not_progressing_at_all can't_move_forward system_error error_message
    """,
    "SECOND": """
        second_contract duplicate duplicated duplicates double_contract another_contract 2nd_contract
        second_subscription second_line already_has_a_contract already_has_contract extra_contract
        twice_the_same additional_contract registered_twice signed_twice second_file second_one
        already_has_an extra_line another_line old_contract appears_twice shows_up_twice listed_twice
        contract_for_her contract_for_his additional_line
    """,
    "RDV": """
        appointment appointments appointement schedule scheduled reschedule rescheduled book_a booking
        time_slot slot set_a_date fix_a_date arrange_a arrange a_date pick_a_date another_date visit_date
        meeting available_tomorrow postpone new_date time_slots what_time_slots slots what_slots come_then
    """,
    "PROBLEM": """
        problem problems issue issues complaint complain complaining trouble dispute
    """,
    "UPSET": """
        unacceptable angry furious rude unprofessional disappointed terrible awful horrible scam unhappy
        fed_up poor_service bad_service worst ridiculous upset not_happy damaged broke_the asked_for_money
        demanded_money insulted bribe shouted dirty_work bad_job poorly bad is_bad poor not_good
        unacceptable_service
    """,
    "BROKEN": """
        not_working doesn't_work stopped_working no_internet no_signal no_connection outage slow disconnect*
        down red_light broken unstable keeps_dropping drops isn't_working no_wifi keeps_cutting crash
        crashes bug won't_open doesn't_open not_loading error_500
    """,
    "MONEY": """
        commission commissions payment paid pay invoice bill billed bonus salary refund charged money
        overcharged
    """,
    "RESOLVED": """
        solved resolved fixed_thanks works_now working_now all_good it's_done sorted
    """,
    "NOPROBLEM": """
        no_problem no_problems no_worries no_issue no_issues
    """,
    "GREET": """
        hello hi hey good_morning good_evening good_afternoon
    """,
    "THANKS": """
        thanks thank thx great perfect awesome noted received ok_thanks well_received appreciate cheers
    """,
    "HELP": """
        help assist assistance how_does_this_work menu support how_do_i
    """,
    "WANT": """
        want wants need needs would_like i'd_like wish request book set get
    """,
    "SAME": """
        same_contract same_one same_file the_same same_number previous_one previous_contract
    """,
    "CREATE": """
        create new_contract new_customer documents paperwork papers form how_do_i how_to register_a
    """,
    "PLACE": """
        office shop store agency headquarters branch open opening_hours badge flyers meeting training
    """,
    "TWO": """
        two_contracts 2_contracts two_files two_cases two_orders
    """,
    "HAS": """
        has have exist exists got registered
    """,
    "DAY": """
        monday tuesday wednesday thursday friday saturday sunday tomorrow morning afternoon next_week
        weekend
    """,
    "AVAILABLE": """
        available free_on at_home is_home will_be_home prefers ready_on proposes home_in_the evenings
        works_all_day works_until day_off
    """,
    "SEND": """
        send dispatch
    """,
    "RIVAL": """
        inwi iam maroc_telecom another_operator another_provider competitor
    """,
    "REMOVE": """
        remove delete drop stop_it terminate void close_the refuses_the refused_the
    """,
    "TWICE": """
        twice two_times double doubled same_customer
    """,
    "ENTERED": """
        registered entered signed created submitted recorded
    """,
    "ALTERNUMBER": """
        correct_number right_number new_number other_number correct_one_is not_his_number not_her_number
    """,
    "MYMONEY": """
        my_commission my_bonus my_payment my_money my_salary paid_my
    """,
    "COVERAGE": """
        eligible coverage covered area zone price prices plan plans in_charge guide normally usually cost
        costs how_much
    """,
    "ORNOT": """
        or_not or_no yes_or_no or_not_yet don't_know dont_know not_sure
    """,
    "DEVICE": """
        box modem router socket device cable light equipment
    """,
    "FORGOT": """
        forgot forgotten forgetting ignored ignoring neglected
    """,
    "LOST": """
        couldn't_find can't_find cannot_find not_found lost incomplete didn't_find
    """,
    "ACCOUNT": """
        account login password log_in app
    """,
    "GONE": """
        went switched chose signed_with moved_to left joined took
    """,
    "ANNULLED": """
        is_cancelled been_cancelled was_cancelled is_it_cancelled
    """,
    "NOSHOW": """
        no_sign nobody_from no_one_from hasn't_contacted has_contacted_her has_contacted_him never_contacted
        no_call when_someone_will_come
    """,
    "OLDPLACE": """
        different_building different_street different_house not_the_one_you_have map_is_not on_the_map
        location_is_wrong
    """,
    "OBSTACLE": """
        building_manager won't_let_them run_the_cable concierge janitor owner_refuses landlord_refuses
    """,
    "PAYOUT": """
        bonus_is_missing is_missing_from_my my_bonus commission_is_missing bonus_for payslip
    """,
    "RUDE": """
        broke_client's broke_the_client's hung_up_on drunk yelled_at shouted_at smelled
    """,
    "VISIT": """
        someone_come anyone_come they_come tech_come team_come somebody_come
    """,
    "SAMENAME": """
        one_client one_customer
    """,
}
